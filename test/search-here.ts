import type { RepairSearch } from '../services/ingest/repairs/repair-search.ts';
import { searchRepair } from '../services/ingest/repairs/search-repair.ts';

/** Looks for repairs without a thread and without a matcher: only what is certain by rules. */
export const searchHere: Pick<RepairSearch, 'search'> = {
  search: async (job) => ({ kind: 'searched', repair: searchRepair(job, null) }),
};
