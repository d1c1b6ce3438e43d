import { parentPort } from 'node:worker_threads';
import { openMatcher } from '../../../repair/matcher/open-matcher.ts';
import { type FoundRepair, type SearchJob, searchRepair } from './search-repair.ts';

/** What the thread says: once that it is there, then of each job how it ended. */
export type SearchReport =
  | { readonly kind: 'started' }
  | { readonly kind: 'searched'; readonly repair: FoundRepair | null }
  | { readonly kind: 'failed'; readonly detail: string };

const port = parentPort;
if (!port) throw new Error('search-worker.ts runs in a worker thread');
const report = (message: SearchReport) => port.postMessage(message);
const matcher = await openMatcher();

port.on('message', (job: SearchJob) => {
  try {
    report({ kind: 'searched', repair: searchRepair(job, matcher) });
  } catch (error) {
    // The name alone: a message may quote what the letter holds.
    report({ kind: 'failed', detail: error instanceof Error ? error.name : 'unknown' });
  }
});
report({ kind: 'started' });
