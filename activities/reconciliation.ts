import { cancellationSignal, heartbeat } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { type ReconcileDeps, reconcileIntegration } from '../services/ingest/reconciliation/reconcile.ts';
import type { ReconciliationResult, ReconciliationRun } from '../services/ingest/reconciliation/reconciliation-run.ts';
import { recordGivenUp } from '../services/ingest/reconciliation/record-given-up.ts';
import { dropSchedule } from '../services/ingest/reconciliation/sync-schedules.ts';
import { inActivity } from './in-activity.ts';

export interface ReconciliationDeps extends ReconcileDeps {
  readonly log: Logger;
  readonly client: Pick<Client, 'schedule'>;
}

/** Questions to the shops' platforms (queue `reconciliation`). */
export function createReconciliationActivities(deps: ReconciliationDeps) {
  return {
    /** Asks a shop's platform for what its webhooks did not bring; an integration that was removed is never looked at again. */
    reconcile: (look: ReconciliationRun): Promise<ReconciliationResult> =>
      inActivity(deps.log, async () => {
        const result = await reconcileIntegration(deps, look, { signal: cancellationSignal(), onPage: heartbeat });
        if (result.kind === 'gone') await dropSchedule(deps.client, look);
        return result;
      }),

    /** Makes a look that came to nothing visible to the store. */
    giveUpLook: (look: ReconciliationRun): Promise<void> => inActivity(deps.log, () => recordGivenUp(deps, look)),
  };
}

export type ReconciliationActivities = ReturnType<typeof createReconciliationActivities>;
