import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { catalogSources, soldOutWays } from '../../../domain/catalog/catalog-source.ts';
import { moment } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';
import { stores } from './stores.ts';

/** Whom a store asks about its goods when a message goes out: a row only where it said so. */
export const catalogSettings = pgTable(
  'catalog_settings',
  {
    storeId: uuid('store_id')
      .primaryKey()
      .references(() => stores.id),
    source: text({ enum: catalogSources }).notNull().default('off'),
    /** What becomes of lines that cannot be bought. */
    soldOut: text('sold_out', { enum: soldOutWays }).notNull().default('drop'),
    /** Of the source `http`: where the goods are asked for; kept while another one is chosen. */
    url: text(),
    /** Sealed: signs what is asked there. */
    secret: text(),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => storeIsolation(t.storeId),
);
