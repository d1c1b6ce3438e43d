import { Piscina } from 'piscina';
import { createBulkhead } from './bulkhead.ts';

/** Why a call ended without its result. `not_started`: there was no thread, so it says nothing of the job. */
export type ThreadEnd = 'not_started' | 'too_slow' | 'too_much_memory' | 'failed' | 'closed';

export class ThreadEndedError extends Error {
  readonly end: ThreadEnd;
  constructor(end: ThreadEnd, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ThreadEndedError';
    this.end = end;
  }
}

export interface KillableThreadOptions {
  /** The file whose exported functions run in the thread; `ready` is called once, before the others. */
  readonly program: URL;
  /** Memory of the thread, in MiB. */
  readonly memoryMiB: number;
  /** Longest time that starting the thread may take, in milliseconds. */
  readonly startMsMax: number;
}

type Program = { readonly ready: () => void };

/** Runs a function of the program in the thread, for so many milliseconds at most. Rejects with `ThreadEndedError`. */
export type ThreadCall<Functions extends Program> = <Name extends keyof Functions & string>(
  name: Name,
  argument: Functions[Name] extends (argument: infer Argument) => unknown ? Argument : never,
  allowMs: number,
) => Promise<Functions[Name] extends (...all: never[]) => infer Result ? Awaited<Result> : never>;

export interface KillableThread<Functions extends Program> {
  /** Jobs run one at a time, in the order in which they came: a time limit counts a call's own work, not its place in line. */
  run<Result>(job: (call: ThreadCall<Functions>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/**
 * A thread without environment that can be ended from outside: a job that loops or fills memory fails by itself, and
 * nothing else does. The thread is started when needed, and anew after one that was ended.
 */
export function createKillableThread<Functions extends Program>({
  program,
  memoryMiB,
  startMsMax,
}: KillableThreadOptions): KillableThread<Functions> {
  const pool = new Piscina({
    filename: program.href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
    env: {},
    execArgv: [],
    atomics: 'disabled',
    recordTiming: false,
    resourceLimits: { maxOldGenerationSizeMb: memoryMiB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  // Without a listener an error between two calls would end the process; the pool has dropped the thread already.
  pool.on('error', () => undefined);
  const turns = createBulkhead({ concurrencyMax: 1 });
  let closed = false;

  async function call(name: string, argument: unknown, allowMs: number): Promise<never> {
    if (closed) throw new ThreadEndedError('closed', 'the thread is closed');
    const tooSlow = new AbortController();
    const gone = new AbortController();
    const timer = setTimeout(() => tooSlow.abort(), allowMs);
    const exited = (): void => gone.abort();
    try {
      const result = pool.run(argument, { name, signal: AbortSignal.any([tooSlow.signal, gone.signal]) });
      // The pool hears of errors only: a thread that leaves by itself would be waited for until the time is over.
      for (const thread of pool.threads) thread.once('exit', exited);
      return (await result) as never;
    } catch (error) {
      if (closed) throw new ThreadEndedError('closed', 'the thread is closed');
      if (tooSlow.signal.aborted) throw new ThreadEndedError('too_slow', `${name} took over ${allowMs} ms`);
      const outOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (outOfMemory) throw new ThreadEndedError('too_much_memory', `more than ${memoryMiB} MiB of memory`);
      throw new ThreadEndedError('failed', `${name} failed`, error);
    } finally {
      clearTimeout(timer);
      for (const thread of pool.threads) thread.off('exit', exited);
    }
  }

  async function start(): Promise<void> {
    await call('ready', undefined, startMsMax).catch((error: ThreadEndedError) => {
      throw error.end === 'closed' ? error : new ThreadEndedError('not_started', 'the thread did not start', error);
    });
  }

  return {
    run: (job) =>
      turns.run(async () => {
        if (pool.threads.length === 0) await start();
        return job(call);
      }),
    async close() {
      closed = true;
      await pool.destroy();
    },
  };
}
