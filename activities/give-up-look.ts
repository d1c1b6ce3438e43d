import type { Look } from '../services/ingest/reconciliation/look.ts';
import { recordGivenUp } from '../services/ingest/reconciliation/record-given-up.ts';
import { inActivity } from './in-activity.ts';
import type { ReconciliationDeps } from './reconcile.ts';

/** Makes a look that came to nothing visible to the store. */
export function createGiveUpLook(deps: Pick<ReconciliationDeps, 'log' | 'database' | 'now'>) {
  return (look: Look): Promise<void> => inActivity(deps.log, () => recordGivenUp(deps, look));
}
