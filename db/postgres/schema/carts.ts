import { sql } from 'drizzle-orm';
import { index, integer, json, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { type CartLine, cartStages, type KeptFold } from '../../../domain/cart.ts';
import { unreachableReasons } from '../../../domain/reevaluate-at.ts';
import { minorUnits, moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

export const carts = pgTable(
  'carts',
  {
    storeId: storeIdColumn(),
    /** UUID v5 of the store and the shop's cart id, so that the pipeline needs no look-up. */
    id: uuid().notNull(),
    externalId: text('external_id').notNull(),
    customerId: uuid('customer_id'),
    anonymousId: text('anonymous_id'),
    status: text({ enum: ['open', 'purchased'] }).notNull(),
    stage: text({ enum: cartStages }).notNull(),
    lines: jsonb().$type<readonly CartLine[]>().notNull(),
    /** Lines that the shop's cart has beside these. */
    linesOmitted: integer('lines_omitted').notNull().default(0),
    currency: text(),
    valueMinor: minorUnits('value_minor'),
    restoreUrl: text('restore_url'),
    /** Operations still unfolded and the base below them: see `domain/cart.ts`. Only ever read and written whole: plain JSON. */
    fold: json().$type<KeptFold>().notNull(),
    /** Counts changes of contents or status; a claim and a rendered message name the version they saw. */
    version: integer().notNull(),
    /** Newest activity by the shop's clock. */
    lastActivityAt: moment('last_activity_at').notNull(),
    purchasedAt: moment('purchased_at'),
    /** When the cart counts as abandoned unless something happens; null: nothing to wait for. */
    abandonAt: moment('abandon_at'),
    abandonedAt: moment('abandoned_at'),
    /** Trace of the event that moved `abandon_at` last (`domain/trace-context.ts`); null: that event named none. */
    traceparent: text(),
    /** Why nobody could be written to when the cart was judged last; null: judged otherwise, or not yet. */
    unreachable: text('unreachable', { enum: unreachableReasons }),
    activeRecoveryId: uuid('active_recovery_id'),
    recoveries: integer().notNull().default(0),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('carts_turns').on(t.storeId, t.abandonAt).where(sql`abandon_at is not null`),
    index('carts_by_customer').on(t.storeId, t.customerId),
    // Asked only for carts in recovery; of all carts it would be one more random page to write for every change.
    index('carts_by_anonymous').on(t.storeId, t.anonymousId).where(sql`active_recovery_id is not null`),
    // The shop's id stands behind the order of the list, so that the beginning of one is looked for in the index alone. An
    // index of its own by that id would be one more random page to write for every change.
    index('carts_newest').on(t.storeId, t.updatedAt, t.id, t.externalId),
    ...storeIsolation(t.storeId),
  ],
);
