import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { HubOptions, ReaderOptions, ReaderReport } from './messages.ts';

export interface Server {
  readonly port: number;
  /** Processor time that it used so far, in microseconds. */
  cpuUs(): Promise<number>;
  readonly child: ChildProcess;
}

export interface Reader {
  /** How long each connection took to open, in milliseconds. */
  readonly connectMs: readonly number[];
  /** Messages since the last report. */
  count(): Promise<number>;
  report(): Promise<ReaderReport>;
  readonly child: ChildProcess;
}

export async function startHub(options: HubOptions): Promise<Server> {
  return serverOf(fork(new URL('./hub-process.ts', import.meta.url), [JSON.stringify(options)]));
}

export async function startBare(): Promise<Server> {
  return serverOf(fork(new URL('./bare-process.ts', import.meta.url)));
}

export async function startReader(options: ReaderOptions): Promise<Reader> {
  const child = fork(new URL('./reader-process.ts', import.meta.url));
  child.send(options);
  const connectMs = await answer<readonly number[]>(child);
  return {
    connectMs,
    child,
    count: () => ask<number>(child, 'count'),
    report: () => ask<ReaderReport>(child, 'report'),
  };
}

async function serverOf(child: ChildProcess): Promise<Server> {
  const port = await answer<number>(child);
  return {
    port,
    child,
    async cpuUs() {
      const { user, system } = await ask<NodeJS.CpuUsage>(child, 'cpu');
      return user + system;
    },
  };
}

function ask<Answer>(child: ChildProcess, word: string): Promise<Answer> {
  child.send(word);
  return answer(child);
}

async function answer<Answer>(child: ChildProcess): Promise<Answer> {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`a process of the bench ended with code ${code}`);
  });
  ended.catch(() => undefined);
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    return message as Answer;
  } finally {
    answered.abort();
  }
}
