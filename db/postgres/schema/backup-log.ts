import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/** When the installation was copied, and when it was set up from a copy: added by the commands `backup` and `restore` only. */
export const backupLog = pgTable(
  'backup_log',
  {
    id: uuid().primaryKey(),
    kind: text({ enum: ['backup', 'restore'] }).notNull(),
    /** Everything that was committed before then is in the copy. */
    asOf: moment('as_of').notNull(),
    /** When the copy was whole, or all of it was back. */
    at: moment('at').notNull(),
  },
  (t) => [index('backup_log_newest').on(t.kind, t.at)],
);
