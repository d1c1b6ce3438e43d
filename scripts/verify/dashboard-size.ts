import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rootFolder } from './list-files.ts';
import { reportProblems } from './report-problems.ts';

/** What a browser loads before the first page of the dashboard shows anything, compressed. */
const initialBytesMax = 250_000;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

execFileSync(process.execPath, [join(rootFolder, 'web', 'scripts', 'build.ts')], { cwd: rootFolder, stdio: 'inherit' });
const dist = join(rootFolder, 'web', 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>;
const initial = new Set<string>();
for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry) collect(name);
const bytes = [...initial].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
const problems =
  bytes <= initialBytesMax
    ? []
    : [
        `the first page loads ${bytes} bytes of scripts, more than ${initialBytesMax}: load what it does not show later`,
      ];
reportProblems(
  problems,
  `${initial.size} scripts of the first page, ${Math.round(bytes / 1_000)} kB of at most 250 kB`,
);

function collect(name: string): void {
  const chunk = manifest[name];
  if (!chunk || initial.has(chunk.file)) return;
  initial.add(chunk.file);
  for (const one of chunk.imports ?? []) collect(one);
}
