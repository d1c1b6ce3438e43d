import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs `scripts/<name>.ts` as an operator does. With `killOnce` it is killed by force as soon as that file or folder is there:
 * in the middle of its work.
 */
export async function runScript(
  name: 'backup' | 'restore',
  args: readonly string[],
  { env, killOnce }: { readonly env: Readonly<Record<string, string>>; readonly killOnce?: string },
): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'scripts', `${name}.ts`), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const watch = setInterval(() => {
    if (killOnce !== undefined && existsSync(killOnce)) child.kill('SIGKILL');
  }, 5);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(watch);
  return { code, output };
}
