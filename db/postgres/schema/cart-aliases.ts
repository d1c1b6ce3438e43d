import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';
import { stores } from './stores.ts';

/** Other ids by which a shop calls one of its carts, e.g. the token of its checkout. The first cart that is told stays. */
export const cartAliases = pgTable(
  'cart_aliases',
  {
    storeId: storeIdColumn().references(() => stores.id),
    alias: text().notNull(),
    /** The shop's own id of the cart. */
    cartId: text('cart_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.alias] }), ...storeIsolation(t.storeId)],
);
