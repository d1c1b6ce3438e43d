import type { Database } from '../../../db/postgres/tenancy.ts';
import type { ReconciliationRun } from './reconciliation-run.ts';
import { recordLook } from './record-look.ts';

/** Records a look that its retries could not save; the next one begins where this one did. */
export async function recordGivenUp(
  deps: { readonly database: Pick<Database, 'app'>; readonly now: () => number },
  look: ReconciliationRun,
): Promise<void> {
  const at = deps.now();
  const nothing = { seen: 0, missed: 0, duplicates: 0, refused: 0 };
  await recordLook(deps, look, { status: 'failed', cause: 'away', since: at, until: at, ...nothing });
}
