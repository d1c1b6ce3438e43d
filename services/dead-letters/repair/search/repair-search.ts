import { Worker } from 'node:worker_threads';
import { assertNever } from '../../../../domain/assert-never.ts';
import type { FoundRepair, SearchJob } from './search-repair.ts';
import type { SearchReport } from './search-worker.ts';

/** Why a search ended without an answer. `unavailable`: there was no thread; it says nothing of the letter. */
export type SearchProblem = 'too_slow' | 'too_much_memory' | 'failed' | 'unavailable';

export type SearchResult =
  | { readonly kind: 'searched'; readonly repair: FoundRepair | null }
  | { readonly kind: 'given_up'; readonly problem: SearchProblem };

/** Looks for repairs of letters, which hold whatever somebody sent. */
export interface RepairSearch {
  /** Always ends, and never throws. */
  search(job: SearchJob): Promise<SearchResult>;
  close(): Promise<void>;
}

export interface RepairSearchOptions {
  /** Longest time that the search for one letter may take, in milliseconds; then its thread is ended. */
  readonly searchMsMax?: number;
  /** The same for starting a thread. */
  readonly startMsMax?: number;
  /** Memory of the thread, in MiB. */
  readonly memoryMiB?: number;
  /** What runs in the thread: for tests. */
  readonly worker?: URL;
}

interface Thread {
  readonly worker: Worker;
  started: boolean;
}

/**
 * Searches one letter at a time in a thread without environment that can be ended from outside: whatever a letter holds,
 * it costs itself its proposal and nobody else anything. A search takes some milliseconds; the limits are wide because
 * they count the wall clock of a machine that may be busy.
 */
export function createRepairSearch(options: RepairSearchOptions = {}): RepairSearch {
  const { searchMsMax = 10_000, startMsMax = 60_000, memoryMiB = 256 } = options;
  const program = options.worker ?? new URL('./search-worker.ts', import.meta.url);
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
    // Without a listener the thread's death would end the process; `searchNow` listens for its own job.
    worker.on('error', () => forget(thread));
    current = thread;
    return thread;
  }

  function searchNow(job: SearchJob): Promise<SearchResult> {
    if (closed) return Promise.resolve({ kind: 'given_up', problem: 'unavailable' });
    return new Promise((resolve) => {
      const thread = openThread();
      const { worker } = thread;
      let timer: NodeJS.Timeout;

      function allow(ms: number, problem: SearchProblem): void {
        clearTimeout(timer);
        timer = setTimeout(() => {
          forget(thread);
          void worker.terminate();
          end({ kind: 'given_up', problem });
        }, ms);
      }
      function onMessage(report: SearchReport): void {
        switch (report.kind) {
          case 'started':
            thread.started = true;
            allow(searchMsMax, 'too_slow');
            break;
          case 'searched':
            end(report);
            break;
          case 'failed':
            end({ kind: 'given_up', problem: 'failed' });
            break;
          default:
            assertNever(report);
        }
      }
      function onError(error: Error & { code?: string }): void {
        const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        const problem = full ? 'too_much_memory' : thread.started ? 'failed' : 'unavailable';
        end({ kind: 'given_up', problem });
      }
      function onExit(): void {
        end({ kind: 'given_up', problem: 'unavailable' });
      }
      function end(result: SearchResult): void {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        worker.unref();
        resolve(result);
      }
      if (thread.started) allow(searchMsMax, 'too_slow');
      else allow(startMsMax, 'unavailable');
      worker.ref();
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(job);
    });
  }

  return {
    search(job) {
      const result = last.then(() => searchNow(job));
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
