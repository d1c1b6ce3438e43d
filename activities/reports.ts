import { cancellationSignal } from '@temporalio/activity';
import type { Logger } from 'pino';
import type { RunReason } from '../domain/report-run.ts';
import type { DeliveryKey } from '../services/analytics/scheduled-reports/claim-delivery.ts';
import { type CountDeps, countRun, type RunKey } from '../services/analytics/scheduled-reports/count-run.ts';
import { type DeliverDeps, deliverReport, giveUpDelivery } from '../services/analytics/scheduled-reports/deliver.ts';
import { endRun } from '../services/analytics/scheduled-reports/end-run.ts';
import { type OpenedRun, type OpenRun, openRun } from '../services/analytics/scheduled-reports/open-run.ts';
import { inActivity } from './in-activity.ts';

export interface ReportActivitiesDeps extends DeliverDeps, Pick<CountDeps, 'analytics'> {
  readonly log: Logger;
  /** Told of every delivery that ended, for the metrics. */
  readonly onDelivery: (outcome: string) => void;
}

/** Reports that go out by themselves (queue `reports`). Ids and codes only: numbers and addresses stay in the database. */
export function createReportActivities(deps: ReportActivitiesDeps) {
  return {
    /** Permits the report of the newest period that is over, at most once. */
    openReport: (run: OpenRun): Promise<OpenedRun> => inActivity(deps.log, () => openRun(deps, run)),

    /** Counts what a run reports, once, and says to which deliveries it goes. */
    countReport: (run: RunKey): Promise<readonly string[]> =>
      inActivity(deps.log, () => countRun(deps, run, cancellationSignal())),

    /** Sends a run to one recipient, at most once. */
    deliverReport: (key: DeliveryKey): Promise<string> =>
      inActivity(deps.log, async () => {
        const state = await deliverReport(deps, key, cancellationSignal());
        deps.onDelivery(state);
        return state;
      }),

    /** Ends a delivery that its retries could not bring. */
    giveUpReport: (key: DeliveryKey): Promise<string> =>
      inActivity(deps.log, async () => {
        const state = await giveUpDelivery(deps, key);
        deps.onDelivery(state);
        return state;
      }),

    /** Records the end of a run. */
    endReport: (run: RunKey & { readonly reason: RunReason | null }): Promise<void> =>
      inActivity(deps.log, () => endRun(deps, run)),
  };
}

export type ReportActivities = ReturnType<typeof createReportActivities>;
