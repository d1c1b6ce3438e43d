import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { offReasons, outgoingStates } from '../../../domain/outgoing/delivery-attempt.ts';
import { outgoingEventTypes } from '../../../domain/outgoing/event-types.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';
import { stores } from './stores.ts';

/** An address of the store's own that is told what happens. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    storeId: storeIdColumn().references(() => stores.id),
    id: uuid().notNull(),
    url: text().notNull(),
    description: text().notNull(),
    eventTypes: text('event_types', { enum: outgoingEventTypes }).array().notNull(),
    status: text({ enum: ['active', 'off'] })
      .notNull()
      .default('active'),
    /** Null while it is active. */
    offReason: text('off_reason', { enum: offReasons }),
    offAt: moment('off_at'),
    /** Sealed JSON, newest first: the secret and, while it is rotated, the one before. */
    secrets: text().notNull(),
    /** Until when the secret before the newest signs too. */
    previousSecretUntil: moment('previous_secret_until'),
    /** The first failure since the last success; null: the newest attempt succeeded, or there was none. */
    failingSince: moment('failing_since'),
    revision: integer().notNull().default(1),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] }), ...storeIsolation(t.storeId)],
);

/**
 * One event on its way to one endpoint, and what became of it. Triggers write the rows in the statement that writes what they
 * tell of (`queue_outgoing_…` in migration `rights-and-functions`), one for each endpoint that wants the event: a store
 * without endpoints writes none, there is no second step in which an event could be lost, and each endpoint has a queue that
 * no other one holds up. The price is one body for each endpoint, of which a store has few.
 */
export const endpointDeliveries = pgTable(
  'endpoint_deliveries',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    endpointId: uuid('endpoint_id').notNull(),
    /** `webhook-id`: the same over all attempts, replays and endpoints. */
    eventId: uuid('event_id').notNull(),
    type: text({ enum: outgoingEventTypes }).notNull(),
    /** An example that a person sent to try the endpoint. */
    isTest: boolean('is_test').notNull().default(false),
    /** As it was when it happened. */
    data: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    state: text({ enum: outgoingStates }).notNull().default('waiting'),
    attempts: integer().notNull().default(0),
    /** When it is tried next, while it is `waiting`; in the future too while an attempt is under way. */
    dueAt: moment('due_at').notNull().default(sql`now()`),
    /** Why the newest attempt failed, or why it ended: a code. */
    reason: text(),
    statusCode: integer('status_code'),
    /** Of the newest attempt, until its answer's beginning was read. */
    durationMs: integer('duration_ms'),
    /** The beginning of the newest answer. */
    answer: text(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    attemptedAt: moment('attempted_at'),
    settledAt: moment('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    foreignKey({
      columns: [t.storeId, t.endpointId],
      foreignColumns: [webhookEndpoints.storeId, webhookEndpoints.id],
      name: 'endpoint_deliveries_endpoint',
    }).onDelete('cascade'),
    index('endpoint_deliveries_turns').on(t.endpointId, t.dueAt).where(sql`state = 'waiting'`),
    index('endpoint_deliveries_newest').on(t.storeId, t.endpointId, t.createdAt, t.id),
    index('endpoint_deliveries_oldest').on(t.createdAt),
    ...storeIsolation(t.storeId),
  ],
);
