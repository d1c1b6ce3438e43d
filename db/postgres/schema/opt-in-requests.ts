import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/**
 * A yes to e-mail that only a browser said: its address is asked to confirm it, once, before it counts. A row is an
 * outbox too: `waiting` is to be sent, `sending` may have been.
 */
export const optInRequests = pgTable(
  'opt_in_requests',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    /** Gone with the row, a few days after the link has expired. */
    email: text().notNull(),
    /** SHA-256 of the address, as in `suppressions`. */
    addressHash: text('address_hash').notNull(),
    /** SHA-256 of the token in the link, hex; null before there is one. */
    tokenHash: text('token_hash'),
    /** Which text the customer agreed to, as the page said. */
    textVersion: text('text_version'),
    status: text({ enum: ['waiting', 'sending', 'sent', 'confirmed', 'not_sent', 'unknown'] })
      .notNull()
      .default('waiting'),
    /** Why it was not sent: a code. */
    reason: text(),
    attempts: integer().notNull().default(0),
    /** The provider that may have taken it, and so the only one that may be asked again; null while there is none. */
    provider: text(),
    dueAt: moment('due_at').notNull(),
    /** When the first attempt began: how long the provider's key holds counts from there. */
    claimedAt: moment('claimed_at'),
    requestedAt: moment('requested_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    settledAt: moment('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    // A token carries no store.
    index('opt_in_requests_by_token').on(t.tokenHash),
    index('opt_in_requests_by_address').on(t.storeId, t.addressHash, t.requestedAt),
    index('opt_in_requests_by_time').on(t.storeId, t.requestedAt),
    index('opt_in_requests_due').on(t.dueAt).where(sql`status in ('waiting', 'sending')`),
    index('opt_in_requests_old').on(t.expiresAt),
    ...storeIsolation(t.storeId),
  ],
);
