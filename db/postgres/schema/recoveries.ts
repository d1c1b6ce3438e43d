import { sql } from 'drizzle-orm';
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { channels } from '../../../domain/channel.ts';
import { decisionKinds } from '../../../domain/decision-kind.ts';
import type { FlowCursor } from '../../../domain/flow/flow-cursor.ts';
import { recoveryOutcomes, recoveryStages } from '../../../domain/recovery.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** Of a recovery that neither began nor ended. Names no stage: a row whose stage changes stays on its page, and writes to no index. */
const notBegun = 'started_at is null and ended_at is null';

/** Of a recovery whose workflow is to be started, for statements that the index `recoveries_to_start` serves. */
export const recoveryIsToStart = `stage = 'starting' and ${notBegun}`;

/** One abandoned cart's recovery. `stage = 'starting'` is the outbox of the workflow start. */
export const recoveries = pgTable(
  'recoveries',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    cartId: uuid('cart_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    campaignId: uuid('campaign_id').notNull(),
    campaignVersion: integer('campaign_version').notNull(),
    /** Counts the recoveries of one cart; part of the workflow id. */
    n: integer().notNull(),
    workflowId: text('workflow_id').notNull().unique(),
    stage: text({ enum: recoveryStages }).notNull(),
    outcome: text({ enum: recoveryOutcomes }),
    reason: text(),
    probability: doublePrecision(),
    modelVersion: text('model_version'),
    /** What it waits for now, e.g. `touch-2`. */
    waitsFor: text('waits_for'),
    waitsUntil: moment('waits_until'),
    /** Where it stands in its flow; null: it did not begin, or began before this was noted. */
    cursor: jsonb().$type<FlowCursor>(),
    abandonedAt: moment('abandoned_at').notNull(),
    /** Of the cart when it was abandoned; null: none was named. */
    traceparent: text(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    startedAt: moment('started_at'),
    /** When it was told that a newer cart of its customer took over; it is told once. */
    supersededAt: moment('superseded_at'),
    /** The person answered a message, and nobody has looked yet; null: they did not, or somebody has. */
    repliedAt: moment('replied_at'),
    endedAt: moment('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    uniqueIndex('recoveries_one_active').on(t.storeId, t.customerId).where(sql`ended_at is null`),
    index('recoveries_to_start').on(t.storeId, t.createdAt).where(sql.raw(notBegun)),
    index('recoveries_by_customer').on(t.storeId, t.customerId, t.endedAt),
    index('recoveries_by_cart').on(t.storeId, t.cartId),
    index('recoveries_newest').on(t.storeId, t.createdAt, t.id),
    ...storeIsolation(t.storeId),
  ],
);

/** Every decision, and every non-send with its reason code: append-only. */
export const decisions = pgTable(
  'decisions',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    kind: text({ enum: decisionKinds }).notNull(),
    cartId: uuid('cart_id').notNull(),
    recoveryId: uuid('recovery_id'),
    ruleId: text('rule_id'),
    channel: text({ enum: channels }),
    reason: text(),
    detail: jsonb().$type<Record<string, string | number | boolean | null>>(),
    at: moment('at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('decisions_by_cart').on(t.storeId, t.cartId, t.at),
    index('decisions_by_recovery').on(t.storeId, t.recoveryId),
    index('decisions_newest').on(t.storeId, t.at, t.id),
    index('decisions_by_reason').on(t.storeId, t.reason, t.at),
    ...storeIsolation(t.storeId),
  ],
);
