import { Worker } from 'node:worker_threads';

/** What a job may do next: go on for so long, with its result if that was not enough, or be over. */
export type Step<Result> = { readonly allowMs: number; readonly tooSlow: Result } | { readonly result: Result };

/** Why a job ended without a report: its thread died, or there was none. */
export type ThreadEnd = 'too_much_memory' | 'failed' | 'ended' | 'closed';

export interface KillableThreadOptions<Report extends { readonly kind: string }, Result> {
  /** What runs in the thread. It reports `started` once, before anything else. */
  readonly program: URL;
  /** Memory of the thread, in MiB. */
  readonly memoryMiB: number;
  /** What the first job of a thread may do until its `started`, and any later job at once. */
  begin(thread: { readonly started: boolean }): Step<Result>;
  next(report: Report): Step<Result>;
  endedBy(end: ThreadEnd, thread: { readonly started: boolean }): Result;
}

export interface KillableThread<Job, Result> {
  /** Jobs run one at a time, in the order in which they came. Never rejects. */
  run(job: Job): Promise<Result>;
  close(): Promise<void>;
}

interface Thread {
  readonly worker: Worker;
  started: boolean;
}

/**
 * A thread without environment that can be ended from outside: a job that loops or fills memory fails by itself, and
 * nothing else does. The thread is started when needed, and anew after one that was ended.
 */
export function createKillableThread<Job, Report extends { readonly kind: string }, Result>({
  program,
  memoryMiB,
  begin,
  next,
  endedBy,
}: KillableThreadOptions<Report, Result>): KillableThread<Job, Result> {
  let current: Thread | null = null;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  function forget(thread: Thread): void {
    if (current === thread) current = null;
  }

  function openThread(): Thread {
    if (current) return current;
    const worker = new Worker(program, {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMiB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    const thread: Thread = { worker, started: false };
    worker.unref();
    worker.once('exit', () => forget(thread));
    // Without a listener the thread's death would end the process; `runNow` listens for its own job.
    worker.on('error', () => forget(thread));
    current = thread;
    return thread;
  }

  function runNow(job: Job): Promise<Result> {
    if (closed) return Promise.resolve(endedBy('closed', { started: false }));
    return new Promise((resolve) => {
      const thread = openThread();
      const { worker } = thread;
      let timer: NodeJS.Timeout | undefined;

      function take(step: Step<Result>): void {
        clearTimeout(timer);
        if ('result' in step) {
          end(step.result);
          return;
        }
        timer = setTimeout(() => {
          forget(thread);
          void worker.terminate();
          end(step.tooSlow);
        }, step.allowMs);
      }
      function onMessage(report: Report): void {
        if (report.kind === 'started') thread.started = true;
        take(next(report));
      }
      function onError(error: Error & { code?: string }): void {
        end(endedBy(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too_much_memory' : 'failed', thread));
      }
      function onExit(): void {
        end(endedBy('ended', thread));
      }
      function end(result: Result): void {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        worker.unref();
        resolve(result);
      }
      take(begin(thread));
      worker.ref();
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(job);
    });
  }

  return {
    run(job) {
      const result = last.then(() => runNow(job));
      last = result;
      return result;
    },
    async close() {
      closed = true;
      await current?.worker.terminate();
      current = null;
    },
  };
}
