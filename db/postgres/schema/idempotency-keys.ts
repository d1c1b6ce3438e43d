import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** Requests that came with an `Idempotency-Key`, for a day. What belongs to no store has the nil UUID as its store. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    storeId: storeIdColumn(),
    /** SHA-256 over who asks, method, path and key: a client may have put anything into its key. */
    id: text().notNull(),
    /** SHA-256 over what was asked: the same key with another request is refused. */
    fingerprint: text().notNull(),
    state: text({ enum: ['started', 'answered'] })
      .notNull()
      .default('started'),
    /** Counts executions; an answer is only kept by the newest. */
    attempt: integer().notNull().default(1),
    /** Until then the execution in hand is believed to be alive. */
    leaseUntil: moment('lease_until').notNull(),
    status: integer(),
    /** Headers and body, sealed: an answer may hold a secret that is shown once. */
    answer: text(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('idempotency_keys_oldest').on(t.createdAt),
    ...storeIsolation(t.storeId),
  ],
);
