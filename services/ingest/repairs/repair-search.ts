import { assertNever } from '../../../domain/assert-never.ts';
import { createKillableThread } from '../../../runtime/killable-thread.ts';
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

/**
 * Searches one letter at a time in a thread without environment that can be ended from outside: whatever a letter holds,
 * it costs itself its proposal and nobody else anything. A search takes some milliseconds; the limits are wide because
 * they count the wall clock of a machine that may be busy.
 */
export function createRepairSearch(options: RepairSearchOptions = {}): RepairSearch {
  const { searchMsMax = 10_000, startMsMax = 60_000, memoryMiB = 256 } = options;
  const givenUp = (problem: SearchProblem): SearchResult => ({ kind: 'given_up', problem });
  const searching = { allowMs: searchMsMax, tooSlow: givenUp('too_slow') };
  const thread = createKillableThread<SearchJob, SearchReport, SearchResult>({
    program: options.worker ?? new URL('./search-worker.ts', import.meta.url),
    memoryMiB,
    begin: ({ started }) => (started ? searching : { allowMs: startMsMax, tooSlow: givenUp('unavailable') }),
    next(report) {
      switch (report.kind) {
        case 'started':
          return searching;
        case 'searched':
          return { result: report };
        case 'failed':
          return { result: givenUp('failed') };
        default:
          return assertNever(report);
      }
    },
    endedBy(end, { started }) {
      if (end === 'too_much_memory') return givenUp(end);
      return givenUp(end === 'failed' && started ? 'failed' : 'unavailable');
    },
  });
  return { search: thread.run, close: thread.close };
}
