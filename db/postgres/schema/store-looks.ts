import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';
import { stores } from './stores.ts';

/** How the dashboard looks to the team of a store: a row only where it is not as it comes. */
export const storeLooks = pgTable(
  'store_looks',
  {
    storeId: uuid('store_id')
      .primaryKey()
      .references(() => stores.id),
    /** What the dashboard calls itself. */
    productName: text('product_name'),
    /** `#rrggbb` in lower case. */
    accentColour: text('accent_colour'),
    /** A PNG that was written anew from its pixels' chunks. */
    logo: bytes(),
    changedAt: moment('changed_at').notNull().default(sql`now()`),
  },
  (t) => storeIsolation(t.storeId),
);
