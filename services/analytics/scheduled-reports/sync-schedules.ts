import { type Client, ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import { and, asc, eq, lte, ne, or, sql } from 'drizzle-orm';
import { scheduledReports, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import { reportScheduleId, sendReportWorkflow, taskQueues } from '../../../workflows/contract.ts';
import type { ReportKey, ReportRow } from './report.ts';
import { type ReportSchedule, scheduleOf } from './schedule-spec.ts';

export interface ScheduleDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly client: Pick<Client, 'schedule'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * What was due while the servers were down is made up for, within this: the newest period only, for a run of it that is there
 * already ends every other.
 */
const catchupWindowMs = 31 * dayMs;
const checkAgainMs = dayMs;

interface Unsynced {
  readonly report: ReportRow;
  readonly timeZone: string;
}

/**
 * Makes the scheduler follow the reports: one schedule for each that is active, none for the others. The rows are the truth;
 * what was told stands in them, so a change that a crash interrupted is told again. A row that was deleted goes at last.
 */
export async function syncReportSchedules(
  deps: ScheduleDeps,
  { limit }: { readonly limit: number },
): Promise<{ readonly synced: number; readonly failures: readonly unknown[] }> {
  const nowMs = deps.now();
  const failures: unknown[] = [];
  let synced = 0;
  for (const one of await findUnsynced(deps.database, { limit, nowMs })) {
    try {
      await syncOne(deps, one, nowMs);
      synced += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  return { synced, failures };
}

async function findUnsynced(
  database: ScheduleDeps['database'],
  { limit, nowMs }: { readonly limit: number; readonly nowMs: number },
): Promise<readonly Unsynced[]> {
  return withEngine(database, (tx) =>
    tx
      .select({ report: scheduledReports, timeZone: stores.timeZone })
      .from(scheduledReports)
      .innerJoin(stores, eq(stores.id, scheduledReports.storeId))
      .where(
        or(
          lte(scheduledReports.checkAt, new Date(nowMs)),
          and(
            eq(scheduledReports.status, 'active'),
            sql`${scheduledReports.scheduledZone} is distinct from ${stores.timeZone}`,
          ),
        ),
      )
      .orderBy(asc(scheduledReports.checkAt))
      .limit(limit),
  );
}

async function syncOne({ database, client }: ScheduleDeps, { report, timeZone }: Unsynced, nowMs: number) {
  const key = { storeId: report.storeId, reportId: report.id };
  if (report.status === 'active') {
    const schedule = scheduleOf(report, timeZone, nowMs);
    const isTold = report.scheduledAs === schedule.line && report.scheduledZone === timeZone;
    if (!isTold) await putSchedule(client, key, schedule);
    return mark(database, report, { scheduledAs: schedule.line, scheduledZone: timeZone }, nowMs);
  }
  await dropSchedule(client, key);
  if (report.status === 'paused') return mark(database, report, { scheduledAs: null, scheduledZone: null }, nowMs);
  await withEngine(database, (tx) =>
    tx.delete(scheduledReports).where(and(isReport(key), eq(scheduledReports.status, 'deleted'))),
  );
}

async function putSchedule(
  client: ScheduleDeps['client'],
  { storeId, reportId }: ReportKey,
  { spec, line }: ReportSchedule,
): Promise<void> {
  const scheduleId = reportScheduleId(storeId, reportId);
  const schedule = {
    spec,
    action: {
      type: 'startWorkflow' as const,
      workflowType: sendReportWorkflow,
      workflowId: scheduleId,
      taskQueue: taskQueues.recovery,
      args: [{ storeId, reportId, runId: null }],
      priority: { fairnessKey: storeId },
      staticSummary: `Send report ${reportId}`,
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: catchupWindowMs },
  };
  try {
    await client.schedule.create({ scheduleId, ...schedule, state: { note: line } });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(scheduleId).update(() => ({ ...schedule, state: { paused: false, note: line } }));
  }
}

async function dropSchedule(client: ScheduleDeps['client'], { storeId, reportId }: ReportKey): Promise<void> {
  try {
    await client.schedule.getHandle(reportScheduleId(storeId, reportId)).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}

/** A change that came meanwhile is told in the next round. */
async function mark(
  database: ScheduleDeps['database'],
  { storeId, id, revision, status }: ReportRow,
  told: Pick<ReportRow, 'scheduledAs' | 'scheduledZone'>,
  nowMs: number,
): Promise<void> {
  await withEngine(database, (tx) =>
    tx
      .update(scheduledReports)
      .set({ ...told, checkAt: new Date(nowMs + checkAgainMs) })
      .where(
        and(
          isReport({ storeId, reportId: id }),
          eq(scheduledReports.revision, revision),
          eq(scheduledReports.status, status),
        ),
      ),
  );
}

/**
 * Compares what the scheduler has with what it was told: what it lost, or somebody changed there by hand, is told again, and a
 * schedule that no report is behind goes. Returns how many differed.
 */
export async function repairReportSchedules({ database, client }: ScheduleDeps): Promise<number> {
  const prefix = reportScheduleId('', '').slice(0, -1);
  const kept = new Map<string, string>();
  for await (const { scheduleId, state } of client.schedule.list()) {
    if (scheduleId.startsWith(prefix)) kept.set(scheduleId, state.paused ? '' : (state.note ?? ''));
  }
  const reports = await withEngine(database, (tx) =>
    tx.select().from(scheduledReports).where(ne(scheduledReports.status, 'deleted')),
  );
  let differing = 0;
  for (const { storeId, id, scheduledAs } of reports) {
    const scheduleId = reportScheduleId(storeId, id);
    const note = kept.get(scheduleId) ?? null;
    kept.delete(scheduleId);
    if (note === scheduledAs) continue;
    differing += 1;
    await withEngine(database, (tx) =>
      tx
        .update(scheduledReports)
        .set({ scheduledAs: null, scheduledZone: null, checkAt: sql`now()` })
        .where(isReport({ storeId, reportId: id })),
    );
  }
  for (const scheduleId of kept.keys()) {
    differing += 1;
    await client.schedule
      .getHandle(scheduleId)
      .delete()
      .catch((error: unknown) => {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
      });
  }
  return differing;
}

function isReport({ storeId, reportId }: ReportKey) {
  return and(eq(scheduledReports.storeId, storeId), eq(scheduledReports.id, reportId));
}
