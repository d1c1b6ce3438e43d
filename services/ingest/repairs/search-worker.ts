import { openMatcher } from '../../../repair/matcher/open-matcher.ts';
import { type FoundRepair, type SearchJob, searchRepair } from './search-repair.ts';

/** What runs in the thread that looks for repairs. */
const matcher = await openMatcher();

export function ready(): void {}

export function search(job: SearchJob): FoundRepair | null {
  return searchRepair(job, matcher);
}
