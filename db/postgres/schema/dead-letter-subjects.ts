import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment, storeIdColumn } from './columns.ts';
import { deadLetters } from './dead-letters.ts';
import { storeIsolation } from './store-isolation.ts';

/** Whom a dead letter about an order names: while it is open they are not written to, for they may have bought. */
export const deadLetterSubjects = pgTable(
  'dead_letter_subjects',
  {
    storeId: storeIdColumn(),
    /** A hash of what names them (`services/state/dead-letter-subjects/subject.ts`). */
    subject: text().notNull(),
    letterId: uuid('letter_id').notNull(),
    /** When the dead letter came last. */
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.subject, t.letterId] }),
    foreignKey({ columns: [t.storeId, t.letterId], foreignColumns: [deadLetters.storeId, deadLetters.id] }).onDelete(
      'cascade',
    ),
    index('dead_letter_subjects_of_letter').on(t.storeId, t.letterId),
    ...storeIsolation(t.storeId),
  ],
);
