import { sql } from 'drizzle-orm';
import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/**
 * Rows that have to be told to a topic or copied to analytics: deleted once they are. Triggers fill it, in the statement that
 * writes the row itself, so nobody who writes one can forget it: `webhook_deliveries`, `predictions` (two topics), `messages`,
 * `dead_letters`, `decisions`, `orders`, `recoveries` and `abandonments` have one for inserts, and those that change and have a
 * copy in analytics another for updates (`queue_for_topics` in migration `rights-and-functions`). What analytics keeps with
 * another table's row is queued by that row too (`queue_facts_of_…`).
 */
export const topicOutbox = pgTable(
  'topic_outbox',
  {
    topic: text().notNull(),
    /** The order of a topic. A row that is written under a lock of its key has its number under it too. */
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    storeId: storeIdColumn(),
    rowId: uuid('row_id').notNull(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.topic, t.id] }), ...storeIsolation(t.storeId)],
);

/** Who relays a topic now: one at a time keeps the order of its records. */
export const topicRelays = pgTable('topic_relays', {
  topic: text().primaryKey(),
  holder: uuid().notNull(),
  leasedUntil: moment('leased_until').notNull(),
});
