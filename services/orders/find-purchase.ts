import { rawSql, type Tx } from '../../db/postgres/tenancy.ts';
import type { PlacedOrder } from '../../domain/claim.ts';

export interface PurchaseSearch {
  readonly storeId: string;
  readonly cartId: string;
  /** The recovery's person and whom they turned out to be. */
  readonly customerIds: readonly string[];
  /** Orders placed before do not count, epoch milliseconds. */
  readonly sinceMs: number;
}

/**
 * The newest order that ends a recovery: of the cart itself, of the person under any address, or from a device that
 * the cart or the person was seen on. Cancelled orders do not count.
 */
export async function findPurchase(
  tx: Tx,
  { storeId, cartId, customerIds, sinceMs }: PurchaseSearch,
): Promise<PlacedOrder | null> {
  const sql = rawSql(tx);
  const [order] = await sql<{ placed_at: number; same_cart: boolean }[]>`
    with devices as (
      select anonymous_id as id from carts where store_id = ${storeId} and id = ${cartId} and anonymous_id is not null
      union
      select value from identities
      where store_id = ${storeId} and kind = 'anonymous' and customer_id = any(${customerIds}::uuid[])
    ), placed as (
      select id, cart_id, placed_at, cancelled_at from orders where store_id = ${storeId} and cart_id = ${cartId}
      union
      select id, cart_id, placed_at, cancelled_at from orders where store_id = ${storeId} and customer_id = any(${customerIds}::uuid[])
      union
      select orders.id, orders.cart_id, placed_at, cancelled_at
      from orders join devices on orders.anonymous_id = devices.id
      where orders.store_id = ${storeId}
    )
    select (extract(epoch from placed_at) * 1000)::float8 as placed_at, coalesce(cart_id = ${cartId}, false) as same_cart
    from placed
    where cancelled_at is null and placed_at >= to_timestamp(${sinceMs}::float8 / 1000)
    order by same_cart desc, placed_at desc
    limit 1`;
  return order ? { placedAt: order.placed_at, sameCart: order.same_cart } : null;
}
