import { doublePrecision, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { BotEvidence } from '../../../domain/bot-score.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** Carts that look like the work of a bot, or were said to be by a person: out of recoveries and counts until released. */
export const cartQuarantines = pgTable(
  'cart_quarantines',
  {
    storeId: storeIdColumn(),
    cartId: uuid('cart_id').notNull(),
    /** `released` was decided by a person and holds: the engine does not quarantine the cart again. */
    state: text({ enum: ['quarantined', 'released'] }).notNull(),
    /** From 0 to 1; null when a person decided without a score. */
    score: doublePrecision(),
    reasons: jsonb().$type<readonly BotEvidence[]>().notNull(),
    /** As `actorName` writes it; of before, the bare id of a key. */
    decidedBy: text('decided_by').notNull(),
    decidedAt: moment('decided_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.cartId] }), ...storeIsolation(t.storeId)],
);

/** Whether a store's events come as they used to: one row per store, looked at every minute. */
export const eventFlows = pgTable(
  'event_flows',
  {
    storeId: storeIdColumn().primaryKey(),
    state: text({ enum: ['learning', 'flowing', 'silent'] }).notNull(),
    /** When it came into this state; of `silent`: its last event. */
    since: moment('since').notNull(),
    lastEventAt: moment('last_event_at').notNull(),
    /** Events that its own past would have brought since its last one. */
    expectedEvents: doublePrecision('expected_events').notNull(),
    checkedAt: moment('checked_at').notNull(),
  },
  (t) => storeIsolation(t.storeId),
);
