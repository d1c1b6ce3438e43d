import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The engine as a process of its own, with all its roles. */
export interface RunningEngine {
  /** Lines of its log, as they were written. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

const main = join(import.meta.dirname, '..', '..', 'workers', 'main.ts');
const readyMsMax = 90_000;
const lookMs = 100;

export async function startEngine(env: Readonly<Record<string, string>>): Promise<RunningEngine> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [main, 'all'], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  let rest = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      const [last = '', ...whole] = (rest + chunk.toString()).split('\n').reverse();
      rest = last;
      lines.push(...whole.reverse());
    });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  const deadline = performance.now() + readyMsMax;
  while (!lines.some((line) => line.includes('"ready"') || line.includes(' ready'))) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`the engine did not start:\n${lines.slice(-20).join('\n')}\n${rest}`);
    await delay(lookMs);
  }
  return { lines, stop };
}
