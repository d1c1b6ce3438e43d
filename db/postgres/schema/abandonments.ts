import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { reaches } from '../../../domain/abandonment.ts';
import { cartStages } from '../../../domain/cart.ts';
import type { LeftProduct } from '../../../domain/left-products.ts';
import { minorUnits, moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/**
 * One row for each time that a cart was left for longer than its idle threshold, with what was in it then: what is bought
 * leaves the cart. The sweep writes it; figures over time are counted from its copy in analytics.
 */
export const abandonments = pgTable(
  'abandonments',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    cartId: uuid('cart_id').notNull(),
    /** Counts the abandonments of one cart. */
    n: integer().notNull(),
    /** When the cart was due for the first time; never changes. */
    abandonedAt: moment('abandoned_at').notNull(),
    valueMinor: minorUnits('value_minor'),
    currency: text(),
    /** What lay in it, dearest first. */
    products: jsonb().$type<readonly LeftProduct[]>().notNull().default([]),
    stage: text({ enum: cartStages }).notNull(),
    /** Whether somebody could be written to, at the judgement that saw most. */
    reach: text({ enum: reaches }).notNull(),
    /** Why no recovery started, at the newest judgement; null: one did. */
    reason: text(),
    judgedAt: moment('judged_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    uniqueIndex('abandonments_of_cart').on(t.storeId, t.cartId, t.n),
    index('abandonments_newest').on(t.storeId, t.abandonedAt, t.id),
    ...storeIsolation(t.storeId),
  ],
);
