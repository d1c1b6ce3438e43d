import { sql } from 'drizzle-orm';
import { jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { users } from './accounts.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** Questions to analytics that a team keeps by a name. Whoever reads the store's figures sees all of them. */
export const savedViews = pgTable(
  'saved_views',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    name: text().notNull(),
    /** As `savedQuerySchema` has checked it. */
    query: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    /** Null: a program or the operator. */
    createdBy: uuid('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    uniqueIndex('saved_views_by_name').on(t.storeId, sql`lower(${t.name})`),
    ...storeIsolation(t.storeId),
  ],
);
