import { createKillableThread, ThreadEndedError } from '../../../runtime/killable-thread.ts';
import type { FoundRepair, SearchJob } from './search-repair.ts';

/** Why a search ended without an answer. `unavailable`: there was no thread; it says nothing of the dead letter. */
export type SearchProblem = 'too_slow' | 'too_much_memory' | 'failed' | 'unavailable';

export type SearchResult =
  | { readonly kind: 'searched'; readonly repair: FoundRepair | null }
  | { readonly kind: 'given_up'; readonly problem: SearchProblem };

/** Looks for repairs of dead letters, which hold whatever somebody sent. */
export interface RepairSearch {
  /** Always ends, and never throws. */
  search(job: SearchJob): Promise<SearchResult>;
  close(): Promise<void>;
}

export interface RepairSearchOptions {
  /** Longest time that the search for one dead letter may take, in milliseconds; then its thread is ended. */
  readonly searchMsMax?: number;
  /** The same for starting a thread. */
  readonly startMsMax?: number;
  /** Memory of the thread, in MiB. */
  readonly memoryMiB?: number;
  /** What runs in the thread: for tests. */
  readonly worker?: URL;
}

/**
 * Searches one dead letter at a time in a thread without environment that can be ended from outside: whatever a dead letter holds,
 * it costs itself its proposal and nobody else anything. A search takes some milliseconds; the limits are wide because
 * they count the wall clock of a machine that may be busy.
 */
export function createRepairSearch(options: RepairSearchOptions = {}): RepairSearch {
  const { searchMsMax = 10_000, startMsMax = 60_000, memoryMiB = 256 } = options;
  const program = options.worker ?? new URL('./search-worker.ts', import.meta.url);
  const thread = createKillableThread<typeof import('./search-worker.ts')>({ program, memoryMiB, startMsMax });
  return {
    search: (job) =>
      thread
        .run(async (call): Promise<SearchResult> => {
          return { kind: 'searched', repair: await call('search', job, searchMsMax) };
        })
        .catch((error: unknown) => ({ kind: 'given_up', problem: problemOf(error) })),
    close: thread.close,
  };
}

/** The error itself goes no further: its message may quote what the dead letter holds. */
function problemOf(error: unknown): SearchProblem {
  const end = error instanceof ThreadEndedError ? error.end : 'failed';
  return end === 'not_started' || end === 'closed' ? 'unavailable' : end;
}
