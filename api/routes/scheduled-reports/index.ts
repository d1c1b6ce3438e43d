import type { RouteDeps } from '../../route-deps.ts';
import { postScheduledReports } from './create.ts';
import { getReportRecipients, getScheduledReports } from './list.ts';
import { deleteScheduledReport } from './remove.ts';
import { getReportRuns, postReportRun } from './runs.ts';
import { patchScheduledReport } from './update.ts';

/** Reports that go out by themselves. */
export function scheduledReportRoutes(deps: RouteDeps) {
  return [
    getScheduledReports(deps),
    getReportRecipients(deps),
    postScheduledReports(deps),
    patchScheduledReport(deps),
    deleteScheduledReport(deps),
    getReportRuns(deps),
    postReportRun(deps),
  ] as const;
}
