import { and, desc, eq, isNotNull, or } from 'drizzle-orm';
import { orders } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { addToActivity, emptyActivity, type ShoppingActivity } from '../../../ml/shopping-activity.ts';
import { cartHistory } from './cart-history.ts';
import type { ShopperCart } from './read-shopper-cart.ts';

/** The newest orders of a customer that are counted. */
const ordersMax = 100;

/**
 * Activity made from the system of record alone: the cart's operations and the customer's orders. No view is in it, so
 * `browsingSeen` is false: not known, which is different from "did not look".
 */
export async function rebuildActivity(
  database: Pick<Database, 'app'>,
  { storeId, cartId, customerId, anonymousId, fold }: ShopperCart,
): Promise<ShoppingActivity> {
  const placed = await withStore(database, storeId, (tx) =>
    tx
      .select({ at: orders.placedAt })
      .from(orders)
      .where(
        and(
          eq(orders.storeId, storeId),
          isNotNull(orders.placedAt),
          or(
            eq(orders.cartId, cartId),
            customerId === null ? undefined : eq(orders.customerId, customerId),
            anonymousId === null ? undefined : eq(orders.anonymousId, anonymousId),
          ),
        ),
      )
      .orderBy(desc(orders.placedAt))
      .limit(ordersMax),
  );
  // The orders know those of other carts too, and each only once.
  const changes = cartHistory(fold).filter(({ type }) => type !== 'order_placed');
  const purchases = placed.flatMap(({ at }) => (at ? [{ type: 'order_placed', atMs: at.getTime() } as const] : []));
  return [...changes, ...purchases].sort((a, b) => a.atMs - b.atMs).reduce(addToActivity, emptyActivity);
}
