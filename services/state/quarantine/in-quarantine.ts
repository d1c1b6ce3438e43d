import { type SQL, sql } from 'drizzle-orm';

/** For queries on `carts`: whether the cart is in quarantine. The table is named in full, or its columns would be those of the inner one. */
export const inQuarantine: SQL<boolean> = sql<boolean>`exists (
  select from cart_quarantines q
  where q.store_id = "carts"."store_id" and q.cart_id = "carts"."id" and q.state = 'quarantined')`;
