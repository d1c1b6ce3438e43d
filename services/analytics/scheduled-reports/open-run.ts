import { and, eq } from 'drizzle-orm';
import { reportRuns, scheduledReports, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { newestPeriod } from '../../../domain/report-period.ts';
import type { RunReason } from '../../../domain/report-run.ts';
import { uuidV7 } from '../../shared/ids.ts';
import type { ReportKey } from './report.ts';

export interface OpenRun extends ReportKey {
  /** A test that was asked for; null: the report is due. */
  readonly runId: string | null;
  /** When it is due, or late; epoch milliseconds. */
  readonly atMs: number;
}

export type OpenedRun =
  | { readonly kind: 'open'; readonly runId: string }
  /** The newest period that is over was reported already, or is not to be. */
  | { readonly kind: 'ended' }
  /** The report is not there any more, or paused. */
  | { readonly kind: 'off' };

/**
 * Permits a report of the newest period that is over. Whoever comes second, in whatever process, finds the row of the first:
 * after an outage one report goes out, however many times it was due.
 */
export async function openRun(
  { database }: { readonly database: Pick<Database, 'app'> },
  { storeId, reportId, runId, atMs }: OpenRun,
): Promise<OpenedRun> {
  return withStore(database, storeId, async (tx) => {
    const [found] = await tx
      .select({ report: scheduledReports, timeZone: stores.timeZone, storeStatus: stores.status })
      .from(scheduledReports)
      .innerJoin(stores, eq(stores.id, scheduledReports.storeId))
      .where(and(eq(scheduledReports.storeId, storeId), eq(scheduledReports.id, reportId)));
    if (!found || found.report.status === 'deleted') return { kind: 'off' };
    if (runId !== null) return standing(tx, eq(reportRuns.id, runId), storeId);
    if (found.report.status === 'paused') return { kind: 'off' };
    const period = newestPeriod(found.report.frequency, found.timeZone, atMs).key;
    const against: RunReason | null = found.storeStatus === 'paused' ? 'store_paused' : null;
    const at = new Date(atMs);
    await tx
      .insert(reportRuns)
      .values({
        ...{ storeId, id: uuidV7(), reportId, period, kind: 'scheduled', createdAt: at },
        ...(against && { state: 'not_sent', reason: against, endedAt: at }),
      })
      .onConflictDoNothing();
    const its = and(eq(reportRuns.reportId, reportId), eq(reportRuns.period, period), eq(reportRuns.kind, 'scheduled'));
    return standing(tx, its, storeId);
  });
}

async function standing(tx: Tx, its: ReturnType<typeof and>, storeId: string): Promise<OpenedRun> {
  const [run] = await tx
    .select({ id: reportRuns.id, state: reportRuns.state })
    .from(reportRuns)
    .where(and(eq(reportRuns.storeId, storeId), its));
  if (!run) return { kind: 'off' };
  return run.state === 'preparing' || run.state === 'sending' ? { kind: 'open', runId: run.id } : { kind: 'ended' };
}
