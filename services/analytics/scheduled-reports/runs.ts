import { and, asc, count, desc, eq, gt, inArray } from 'drizzle-orm';
import { reportDeliveries, reportRuns, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { hourMs } from '../../../domain/duration.ts';
import { daysOfPeriod, newestPeriod } from '../../../domain/report-period.ts';
import type { ReportDeliveryState } from '../../../domain/report-run.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { findReport, type LastRun, namesOf, type ReportKey } from './report.ts';

export interface ReportRun extends LastRun {
  readonly id: string;
  readonly endedAt: Date | null;
  readonly deliveries: readonly {
    /** Null: the webhook. `recipientName` is null too for who left the store. */
    readonly recipientId: string | null;
    readonly recipientName: string | null;
    readonly state: ReportDeliveryState;
    readonly reason: string | null;
    readonly attempts: number;
    readonly settledAt: Date | null;
  }[];
}

/** As many runs of a report are kept, and so can be shown. */
export const runsKeptMax = 100;
/** Each is mail, and a handful of queries. */
const testsPerHourMax = 20;

/** The newest runs of a report, with what became of each delivery. */
export async function listRuns(
  database: Pick<Database, 'app'>,
  { storeId, reportId: given, limit }: ReportKey & { readonly limit: number },
): Promise<readonly ReportRun[]> {
  const reportId = readInput(idSchema, given);
  return withStore(database, storeId, async (tx) => {
    await findReport(tx, { storeId, reportId });
    const runs = await tx
      .select()
      .from(reportRuns)
      .where(and(eq(reportRuns.storeId, storeId), eq(reportRuns.reportId, reportId)))
      .orderBy(desc(reportRuns.createdAt), desc(reportRuns.id))
      .limit(limit);
    return showRuns(tx, storeId, runs);
  });
}

/**
 * Asks for a report now, as a test: by e-mail to the person who asks and to nobody else, or to the webhook. Its workflow is
 * started after the commit.
 */
export async function askForTest(
  { database, now }: { readonly database: Pick<Database, 'app'>; readonly now: () => number },
  { actor, storeId, reportId: given }: ReportKey & { readonly actor: Actor },
): Promise<ReportRun> {
  requirePermission(actor, 'reports:write', storeId);
  const reportId = readInput(idSchema, given);
  const nowMs = now();
  return withStore(database, storeId, async (tx) => {
    const report = await findReport(tx, { storeId, reportId });
    const userId = report.recipientIds === null ? null : readerOf(actor);
    const [store] = await tx
      .select({ timeZone: stores.timeZone })
      .from(stores)
      .where(eq(stores.id, storeId))
      .for('update');
    await refuseTooMany(tx, storeId, nowMs);
    const period = newestPeriod(report.frequency, store?.timeZone ?? 'UTC', nowMs).key;
    const rows = await tx
      .insert(reportRuns)
      .values({ storeId, id: uuidV7(), reportId, kind: 'test', period, userId, createdAt: new Date(nowMs) })
      .returning();
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'reports:write' },
      subject: { kind: 'scheduled_report', id: reportId },
      change: { test: { after: period } },
    });
    const [run] = await showRuns(tx, storeId, rows);
    if (!run) throw new Error('a run was inserted and yet there is none');
    return run;
  });
}

function readerOf(actor: Actor): string {
  if (actor.kind === 'user') return actor.userId;
  throw new ServiceError('conflict', 'A test by e-mail goes to the person who asks for it: sign in to ask.');
}

/** The row of the store is locked, so that two requests at once count each other. */
async function refuseTooMany(tx: Tx, storeId: string, nowMs: number): Promise<void> {
  const since = new Date(nowMs - hourMs);
  const [found] = await tx
    .select({ count: count() })
    .from(reportRuns)
    .where(and(eq(reportRuns.storeId, storeId), eq(reportRuns.kind, 'test'), gt(reportRuns.createdAt, since)));
  if (found && found.count >= testsPerHourMax)
    throw new ServiceError('rate_limited', `At most ${testsPerHourMax} tests of reports an hour. Try again later.`, {
      retryAfterMs: hourMs,
    });
}

async function showRuns(
  tx: Tx,
  storeId: string,
  runs: readonly (typeof reportRuns.$inferSelect)[],
): Promise<readonly ReportRun[]> {
  if (runs.length === 0) return [];
  const ids = runs.map(({ id }) => id);
  const sent = await tx
    .select()
    .from(reportDeliveries)
    .where(and(eq(reportDeliveries.storeId, storeId), inArray(reportDeliveries.runId, ids)))
    .orderBy(asc(reportDeliveries.id));
  const names = await namesOf(
    tx,
    sent.flatMap(({ userId }) => (userId === null ? [] : [userId])),
  );
  return runs.map(({ id, kind, period, state, reason, createdAt, endedAt }) => ({
    ...{ id, kind, period, days: daysOfPeriod(period), state, reason, createdAt, endedAt },
    deliveries: sent
      .filter(({ runId }) => runId === id)
      .map(({ userId, state: its, reason: why, attempts, settledAt }) => ({
        recipientId: userId,
        recipientName: userId === null ? null : (names.get(userId) ?? null),
        ...{ state: its, reason: why, attempts, settledAt },
      })),
  }));
}
