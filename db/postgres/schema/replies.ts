import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { channels } from '../../../domain/channel.ts';
import { forwardStates } from '../../../domain/replies/forward-state.ts';
import { replyClasses } from '../../../domain/replies/reply-class.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/**
 * What people wrote back, for a while (`services/messaging/replies/limits.ts`). A row is the outbox of its forwarding too:
 * `waiting` is to be sent, `sending` may have been.
 */
export const replies = pgTable(
  'replies',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    channel: text({ enum: channels }).notNull(),
    customerId: uuid('customer_id').notNull(),
    /** The message that is answered; null: the answer names none. */
    messageId: uuid('message_id'),
    recoveryId: uuid('recovery_id'),
    cartId: uuid('cart_id'),
    class: text({ enum: replyClasses }).notNull(),
    /** Names the answer within its store: handed over again, it is there once. */
    identity: text().notNull(),
    /** Lower case; null: it cannot be answered. */
    fromAddress: text('from_address'),
    subject: text().notNull(),
    /** Without what it quotes. */
    text: text().notNull(),
    forwardState: text('forward_state', { enum: forwardStates }).notNull(),
    /** Why it was not forwarded: a code. */
    forwardReason: text('forward_reason'),
    forwardAttempts: integer('forward_attempts').notNull().default(0),
    /** The provider that may have taken it; null while there is none. */
    forwardProvider: text('forward_provider'),
    /** When it is worked on next, while it is `waiting` or `sending`. */
    forwardDueAt: moment('forward_due_at').notNull(),
    forwardedAt: moment('forwarded_at'),
    receivedAt: moment('received_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    uniqueIndex('replies_once').on(t.storeId, t.identity),
    index('replies_by_customer').on(t.storeId, t.customerId, t.receivedAt),
    index('replies_by_cart').on(t.storeId, t.cartId, t.receivedAt),
    index('replies_newest').on(t.storeId, t.receivedAt, t.id),
    index('replies_forwarded').on(t.storeId, t.forwardedAt).where(sql`forwarded_at is not null`),
    index('replies_due').on(t.forwardDueAt).where(sql`forward_state in ('waiting', 'sending')`),
    index('replies_oldest').on(t.receivedAt),
    ...storeIsolation(t.storeId),
  ],
);
