import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { memberships, reportRuns, scheduledReports, stores, users } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { CalendarDays } from '../../../domain/analytics/calendar.ts';
import type { ReportQuery } from '../../../domain/report-content.ts';
import { daysOfPeriod, nextRunMs, type ReportTime } from '../../../domain/report-period.ts';
import type { RunKind, RunState } from '../../../domain/report-run.ts';
import { ServiceError } from '../../shared/service-error.ts';

export type ReportRow = typeof scheduledReports.$inferSelect;

export interface ReportKey {
  readonly storeId: string;
  readonly reportId: string;
}

export type ReportDelivery =
  /** `name` is null for who left the store: nothing goes to them. */
  | { readonly kind: 'email'; readonly recipients: readonly { readonly id: string; readonly name: string | null }[] }
  | { readonly kind: 'webhook'; readonly url: string };

export interface ScheduledReport extends ReportTime {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly status: 'active' | 'paused';
  readonly timeZone: string;
  /** Null: it is paused. */
  readonly nextRunAt: Date | null;
  readonly queries: readonly ReportQuery[] | null;
  readonly delivery: ReportDelivery;
  readonly lastRun: LastRun | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface LastRun {
  readonly kind: RunKind;
  readonly period: string;
  /** Of the period, both included. */
  readonly days: CalendarDays;
  readonly state: RunState;
  readonly reason: string | null;
  readonly createdAt: Date;
}

/** Of the audit log: no address, and no more of the questions than that they changed. */
export const auditedFields = {
  shown: ['name', 'status', 'frequency', 'timeOfDay', 'recipientIds'],
  named: ['queries', 'webhookUrl'],
} as const satisfies { shown: readonly (keyof ReportRow)[]; named: readonly (keyof ReportRow)[] };

/** Throws `not_found` for a report that is not there, or not any more. */
export async function findReport(
  tx: Tx,
  { storeId, reportId }: ReportKey,
  { forUpdate = false }: { readonly forUpdate?: boolean } = {},
): Promise<ReportRow> {
  const query = tx
    .select()
    .from(scheduledReports)
    .where(
      and(
        eq(scheduledReports.storeId, storeId),
        eq(scheduledReports.id, reportId),
        ne(scheduledReports.status, 'deleted'),
      ),
    );
  const [row] = forUpdate ? await query.for('update') : await query;
  if (!row) throw new ServiceError('not_found', 'There is no scheduled report with this id.', { path: 'id' });
  return row;
}

/** Rows as the API shows them, with what the rest of the store says of them. */
export async function showReports(
  tx: Tx,
  { storeId, rows, nowMs }: { readonly storeId: string; readonly rows: readonly ReportRow[]; readonly nowMs: number },
): Promise<readonly ScheduledReport[]> {
  const [store] = await tx.select({ timeZone: stores.timeZone }).from(stores).where(eq(stores.id, storeId));
  const timeZone = store?.timeZone ?? 'UTC';
  const names = await namesOf(
    tx,
    rows.flatMap(({ recipientIds }) => recipientIds ?? []),
  );
  const lastRuns = await readLastRuns(
    tx,
    storeId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    revision: row.revision,
    name: row.name,
    status: row.status === 'active' ? 'active' : 'paused',
    frequency: row.frequency,
    timeOfDay: row.timeOfDay,
    timeZone,
    nextRunAt: row.status === 'active' ? new Date(nextRunMs(row, timeZone, nowMs)) : null,
    queries: row.queries,
    delivery: deliveryOf(row, names),
    lastRun: lastRuns.get(row.id) ?? null,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }));
}

function deliveryOf(row: ReportRow, names: ReadonlyMap<string, string>): ReportDelivery {
  if (row.recipientIds === null) return { kind: 'webhook', url: row.webhookUrl ?? '' };
  return { kind: 'email', recipients: row.recipientIds.map((id) => ({ id, name: names.get(id) ?? null })) };
}

async function readLastRuns(
  tx: Tx,
  storeId: string,
  reportIds: readonly string[],
): Promise<ReadonlyMap<string, LastRun>> {
  if (reportIds.length === 0) return new Map();
  const { reportId, kind, period, state, reason, createdAt } = reportRuns;
  const found = await tx
    .selectDistinctOn([reportId], { reportId, kind, period, state, reason, createdAt })
    .from(reportRuns)
    .where(and(eq(reportRuns.storeId, storeId), inArray(reportId, [...reportIds])))
    .orderBy(reportId, desc(createdAt), desc(reportRuns.id));
  return new Map(found.map(({ reportId: id, ...run }) => [id, { ...run, days: daysOfPeriod(run.period) }]));
}

/** Members of the chosen store who may sign in, by id; whoever left it is not among them. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await tx
    .select({ id: users.id, name: users.name })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(inArray(users.id, [...new Set(ids)]), sql`${users.deactivatedAt} is null`))
    .orderBy(asc(users.id));
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** Throws `invalid` for a recipient who is no member of the store. */
export async function refuseStrangers(tx: Tx, ids: readonly string[]): Promise<void> {
  const members = await namesOf(tx, ids);
  const stranger = ids.findIndex((id) => !members.has(id));
  if (stranger >= 0)
    throw new ServiceError('invalid', 'must be a member of this store who can sign in', {
      path: `delivery.recipientIds.${stranger}`,
    });
}
