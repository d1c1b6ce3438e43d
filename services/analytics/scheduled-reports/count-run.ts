import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import { reportDeliveries, reportRuns, scheduledReports, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { instantsOf } from '../../../domain/analytics/calendar.ts';
import {
  type ReportContent,
  type ReportFigure,
  type ReportQuery,
  reportLimits,
  summaryQueries,
} from '../../../domain/report-content.ts';
import { daysOfPeriod } from '../../../domain/report-period.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { RetryLaterError } from '../../shared/retry-later-error.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { AnalyticsReader } from '../queries/analytics-reader.ts';
import { namesOf, type ReportRow } from './report.ts';
import { runsKeptMax } from './runs.ts';

export interface CountDeps {
  readonly database: Pick<Database, 'app'>;
  readonly analytics: Pick<AnalyticsReader, 'query'>;
}

export interface RunKey {
  readonly storeId: string;
  readonly runId: string;
}

type RunRow = typeof reportRuns.$inferSelect;

interface Asked {
  readonly run: RunRow;
  readonly report: ReportRow;
  readonly storeName: string;
  readonly timeZone: string;
}

/** Analytics is usually a second behind; a period that is just over is not counted whole before. */
const behindRetryMs = 5_000;

/**
 * Counts what a run reports, once, and says to which deliveries it goes: none, when the run is over or there is nobody to
 * get it. Throws `RetryLaterError` while analytics is away, or has not heard of the whole period yet.
 */
export async function countRun(
  { database, analytics }: CountDeps,
  { storeId, runId }: RunKey,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const asked = await readAsked(database, { storeId, runId });
  if (!asked || asked.run.state === 'done' || asked.run.state === 'not_sent') return [];
  const content = asked.run.content ?? (await count(analytics, asked, signal));
  return withStore(database, storeId, async (tx) => {
    const its = and(eq(reportRuns.storeId, storeId), eq(reportRuns.id, runId));
    const [run] = await tx.select().from(reportRuns).where(its).for('update');
    if (run?.state === 'preparing') {
      const recipients = await recipientsOf(tx, run, asked.report);
      await trimRuns(tx, run);
      if (recipients.length === 0) {
        await tx.update(reportRuns).set({ state: 'not_sent', reason: 'no_recipients', endedAt: new Date() }).where(its);
        return [];
      }
      await tx.update(reportRuns).set({ state: 'sending', content }).where(its);
      const rows = recipients.map((userId) => ({ storeId, id: uuidV7(), runId, userId }));
      await tx.insert(reportDeliveries).values(rows).onConflictDoNothing();
    }
    return deliveriesOf(tx, { storeId, runId });
  });
}

async function readAsked(database: CountDeps['database'], { storeId, runId }: RunKey): Promise<Asked | null> {
  return withStore(database, storeId, async (tx) => {
    const [found] = await tx
      .select({ run: reportRuns, report: scheduledReports, storeName: stores.name, timeZone: stores.timeZone })
      .from(reportRuns)
      .innerJoin(
        scheduledReports,
        and(eq(scheduledReports.storeId, reportRuns.storeId), eq(scheduledReports.id, reportRuns.reportId)),
      )
      .innerJoin(stores, eq(stores.id, reportRuns.storeId))
      .where(and(eq(reportRuns.storeId, storeId), eq(reportRuns.id, runId), ne(scheduledReports.status, 'deleted')));
    return found ?? null;
  });
}

async function count(
  analytics: CountDeps['analytics'],
  { run, report, storeName, timeZone }: Asked,
  signal: AbortSignal,
): Promise<ReportContent> {
  const days = daysOfPeriod(run.period);
  const { toMs } = instantsOf(days, timeZone);
  const figures: ReportFigure[] = [];
  let [asOf, previousDays] = [new Date(), days];
  // One after the other: a report has the time, and the dashboard's questions go before.
  for (const query of report.queries ?? summaryQueries) {
    const answer = await ask(analytics, { storeId: run.storeId, timeZone, query, timeRange: days }, signal);
    if (answer.asOf.getTime() < toMs) throw new RetryLaterError('numbers_behind', behindRetryMs);
    if (answer.asOf < asOf) asOf = answer.asOf;
    if (answer.previousRange) previousDays = { from: answer.previousRange.from, to: answer.previousRange.to };
    figures.push(figureOf(query, answer));
  }
  const { name: reportName, frequency } = report;
  const { period } = run;
  return {
    ...{ storeName, reportName, frequency, timeZone, period, days, previousDays, figures },
    asOf: asOf.toISOString(),
  };
}

type Answer = Awaited<ReturnType<AnalyticsReader['query']>>;

async function ask(
  analytics: CountDeps['analytics'],
  {
    query,
    ...range
  }: {
    readonly storeId: string;
    readonly timeZone: string;
    readonly query: ReportQuery;
    readonly timeRange: { readonly from: string; readonly to: string };
  },
  signal: AbortSignal,
): Promise<Answer> {
  const { granularity, ...rest } = query;
  const question = {
    ...{ ...range, ...rest, top: reportLimits.rowsPerQueryMax },
    compareTo: 'previous_period' as const,
    granularity: granularity ?? undefined,
  };
  try {
    return await analytics.query(question, signal);
  } catch (error) {
    const isAway = error instanceof ServiceError && (error.code === 'unavailable' || error.code === 'timeout');
    if (isAway) throw new RetryLaterError(`numbers_${error.code}`, error.retryAfterMs);
    throw error;
  }
}

function figureOf(query: ReportQuery, { unit, currency, total, rows, otherCurrencies }: Answer): ReportFigure {
  return {
    ...{ query, unit, currency, otherCurrencies },
    value: total.value,
    previous: total.previous ?? null,
    rows: rows
      .slice(0, reportLimits.rowsPerQueryMax)
      .map(({ dimensions, value, previous }) => ({ dimensions, value, previous: previous ?? null })),
  };
}

/** Null stands for the webhook. Of the members only those who still are. */
async function recipientsOf(tx: Tx, run: RunRow, report: ReportRow): Promise<readonly (string | null)[]> {
  if (report.recipientIds === null) return [null];
  // Whoever asked for a test was let in by the request; an admin is a member of no store.
  if (run.kind === 'test') return run.userId === null ? [] : [run.userId];
  const members = await namesOf(tx, report.recipientIds);
  return report.recipientIds.filter((id) => members.has(id));
}

async function deliveriesOf(tx: Tx, { storeId, runId }: RunKey): Promise<readonly string[]> {
  const rows = await tx
    .select({ id: reportDeliveries.id })
    .from(reportDeliveries)
    .where(and(eq(reportDeliveries.storeId, storeId), eq(reportDeliveries.runId, runId)))
    .orderBy(asc(reportDeliveries.id));
  return rows.map(({ id }) => id);
}

/** Old runs go, so that a report of each day does not grow for ever. */
async function trimRuns(tx: Tx, { storeId, reportId }: RunRow): Promise<void> {
  const its = and(eq(reportRuns.storeId, storeId), eq(reportRuns.reportId, reportId));
  const old = await tx
    .select({ id: reportRuns.id })
    .from(reportRuns)
    .where(its)
    .orderBy(desc(reportRuns.createdAt), desc(reportRuns.id))
    .offset(runsKeptMax);
  if (old.length === 0) return;
  const ids = old.map(({ id }) => id);
  await tx.delete(reportRuns).where(and(its, inArray(reportRuns.id, ids)));
}
