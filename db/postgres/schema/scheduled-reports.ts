import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ReportContent, ReportQuery } from '../../../domain/report-content.ts';
import { reportFrequencies } from '../../../domain/report-period.ts';
import { deliveryStates, runKinds, runStates } from '../../../domain/report-run.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';
import { stores } from './stores.ts';

/** Numbers that go out by themselves: what, when and to whom. */
export const scheduledReports = pgTable(
  'scheduled_reports',
  {
    storeId: storeIdColumn().references(() => stores.id),
    id: uuid().notNull(),
    name: text().notNull(),
    /** `deleted`: the scheduler has to be told before the row goes. */
    status: text({ enum: ['active', 'paused', 'deleted'] })
      .notNull()
      .default('active'),
    frequency: text({ enum: reportFrequencies }).notNull(),
    /** `08:00` of the store's clock. */
    timeOfDay: text('time_of_day').notNull(),
    /** Null: the built-in summary. */
    queries: jsonb().$type<readonly ReportQuery[]>(),
    /** By e-mail to these members of the store; null: to the webhook. */
    recipientIds: uuid('recipient_ids').array(),
    webhookUrl: text('webhook_url'),
    /** Sealed for this row. */
    webhookSecret: text('webhook_secret'),
    revision: integer().notNull().default(1),
    /** What the scheduler was last told, in one line, and the zone of it; null: nothing. */
    scheduledAs: text('scheduled_as'),
    scheduledZone: text('scheduled_zone'),
    /** When that is compared with what is wanted: at once after a change, and each day, for clocks change too. */
    checkAt: moment('check_at').notNull().default(sql`now()`),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('scheduled_reports_to_check').on(t.checkAt),
    ...storeIsolation(t.storeId),
  ],
);

/** One report of one period, or a test of it. The row is the permission to send it: there is one for each period. */
export const reportRuns = pgTable(
  'report_runs',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    reportId: uuid('report_id').notNull(),
    kind: text({ enum: runKinds }).notNull(),
    /** `2026-10-25`, `2026-W44` or `2026-10`. */
    period: text().notNull(),
    state: text({ enum: runStates }).notNull().default('preparing'),
    /** Why nothing went out: a code. */
    reason: text(),
    /** Counted once, so that all recipients and all attempts get the same. */
    content: jsonb().$type<ReportContent>(),
    /** Who asked for a test by e-mail, and gets it. */
    userId: uuid('user_id'),
    /** A test: its workflow was started. */
    started: boolean().notNull().default(false),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    endedAt: moment('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    foreignKey({
      columns: [t.storeId, t.reportId],
      foreignColumns: [scheduledReports.storeId, scheduledReports.id],
      name: 'report_runs_report',
    }).onDelete('cascade'),
    // Whatever fires twice, a period is reported once.
    uniqueIndex('report_runs_once').on(t.storeId, t.reportId, t.period).where(sql`kind = 'scheduled'`),
    index('report_runs_newest').on(t.storeId, t.reportId, t.createdAt, t.id),
    index('report_runs_to_start').on(t.createdAt).where(sql`kind = 'test' AND NOT started`),
    ...storeIsolation(t.storeId),
  ],
);

/** A run to one recipient, sent at most once. */
export const reportDeliveries = pgTable(
  'report_deliveries',
  {
    storeId: storeIdColumn(),
    /** The key under which the provider or the webhook knows it. */
    id: uuid().notNull(),
    runId: uuid('run_id').notNull(),
    /** Null: the webhook. */
    userId: uuid('user_id'),
    state: text({ enum: deliveryStates }).notNull().default('waiting'),
    reason: text(),
    /** Who may have it. */
    provider: text(),
    attempts: integer().notNull().default(0),
    /** When it was permitted for the first time, and last. */
    claimedAt: moment('claimed_at'),
    attemptedAt: moment('attempted_at'),
    settledAt: moment('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    foreignKey({
      columns: [t.storeId, t.runId],
      foreignColumns: [reportRuns.storeId, reportRuns.id],
      name: 'report_deliveries_run',
    }).onDelete('cascade'),
    unique('report_deliveries_once').on(t.storeId, t.runId, t.userId).nullsNotDistinct(),
    ...storeIsolation(t.storeId),
  ],
);
