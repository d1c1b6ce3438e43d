import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { CartLine } from '../../../domain/cart.ts';
import type { KnownRefund } from '../../../domain/refunds.ts';
import { minorUnits, moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

export const orders = pgTable(
  'orders',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    externalId: text('external_id').notNull(),
    /** Null until `order_placed` or `order_pending` arrived: a later status may come first. */
    customerId: uuid('customer_id'),
    anonymousId: text('anonymous_id'),
    cartId: uuid('cart_id'),
    lines: jsonb().$type<readonly CartLine[]>(),
    totalMinor: minorUnits('total_minor'),
    refundedMinor: minorUnits('refunded_minor').notNull().default(0),
    /** In any currency: platforms tell a refund again whenever its order changes, for years. */
    refundIds: jsonb('refund_ids').$type<readonly KnownRefund[]>().notNull().default([]),
    currency: text(),
    /** Details that were told and could not be used, e.g. `totalMinor`. */
    incomplete: jsonb().$type<readonly string[]>().notNull().default([]),
    /** What stands of the order (`domain/order-status.ts`); null: only payments or refunds are known. */
    status: text({ enum: ['placed', 'pending', 'failed', 'cancelled'] }),
    /** When we were told so: it speaks for carts that were touched until then. */
    arrivedAt: moment('arrived_at'),
    /** Bought, as the shop dates it, and when the shop said so last. */
    placedAt: moment('placed_at'),
    placedStatedAt: moment('placed_stated_at'),
    /** Newest: ordered without being paid, a failed payment, called off. */
    pendingAt: moment('pending_at'),
    failedAt: moment('failed_at'),
    cancelledAt: moment('cancelled_at'),
    paidAt: moment('paid_at'),
    refundedAt: moment('refunded_at'),
    /** The recovery that was told of this order, if one was open or had sent a message within the attribution window. */
    recoveryId: uuid('recovery_id'),
    /** The newest message to its customer within the attribution window before it arrived; once noted it stays. */
    touchMessageId: uuid('touch_message_id'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('orders_by_customer').on(t.storeId, t.customerId, t.arrivedAt),
    index('orders_by_anonymous').on(t.storeId, t.anonymousId, t.arrivedAt),
    index('orders_by_cart').on(t.storeId, t.cartId),
    // What a campaign brought is asked by its recoveries; few orders have one.
    index('orders_by_recovery').on(t.storeId, t.recoveryId).where(sql`recovery_id is not null`),
    index('orders_newest').on(t.storeId, t.createdAt, t.id),
    ...storeIsolation(t.storeId),
  ],
);
