import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { buildStamp } from './build-stamp.ts';

/**
 * Builds `web/dist` unless it is what the sources say already. The files of the build before stay, so that open tabs find
 * theirs; older ones go.
 *
 *   npm run web:build
 */
const root = join(import.meta.dirname, '..', '..');
const dist = join(root, 'web', 'dist');
const stateFile = join(dist, 'builds.json');

interface State {
  readonly stamp: string;
  /** Files in `assets/` of the newest build and of the one before. */
  readonly builds: readonly (readonly string[])[];
}

const buildsKept = 2;
// Tests build it too, and say `test`: what they look at and what is served is one build, without React's checks for developers.
process.env['NODE_ENV'] = 'production';
const before = readState();
const stamp = buildStamp(root);
if (before?.stamp === stamp && existsSync(join(dist, 'index.html'))) process.exit(0);

const result = await build({ configFile: join(root, 'web', 'vite.config.ts'), logLevel: 'error' });
const outputs = Array.isArray(result) ? result : [result];
const made = outputs.flatMap((one) => ('output' in one ? one.output.map(({ fileName }) => fileName) : []));
const builds = [made, ...(before?.builds ?? [])].slice(0, buildsKept);
writeFileSync(stateFile, `${JSON.stringify({ stamp, builds } satisfies State)}\n`);

const kept = new Set(builds.flat());
for (const name of await readdir(join(dist, 'assets')))
  if (!kept.has(`assets/${name}`)) rmSync(join(dist, 'assets', name));

function readState(): State | null {
  try {
    return JSON.parse(readFileSync(stateFile, 'utf8')) as State;
  } catch {
    return null;
  }
}
