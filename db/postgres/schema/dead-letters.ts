import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** Accepted events that could not be applied: put aside one by one, so that those behind them go on. */
export const deadLetters = pgTable(
  'dead_letters',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    /** `<consumer>/<partition>` and where it stood in the log. */
    consumer: text().notNull(),
    position: text().notNull(),
    eventId: text('event_id').notNull(),
    /** The event's JSON exactly as the log kept it: as text, because what cannot be stored as a document is what ends here. */
    event: text().notNull(),
    /** Code of the error, never its data. */
    cause: text().notNull(),
    at: moment('at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('dead_letters_newest').on(t.storeId, t.at),
    ...storeIsolation(t.storeId),
  ],
);
