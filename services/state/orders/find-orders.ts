import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { OrdersOfCart } from '../../../domain/order-status.ts';

export interface OrderSearch {
  readonly storeId: string;
  readonly cartId: string;
  /** The recovery's person and whom they turned out to be. */
  readonly customerIds: readonly string[];
}

/**
 * The newest orders that may speak for a cart: its own, of its person under any address, and from a device that the cart
 * or the person was seen on. Cancelled orders do not count.
 */
export async function findOrders(tx: Tx, { storeId, cartId, customerIds }: OrderSearch): Promise<OrdersOfCart> {
  const sql = rawSql(tx);
  const rows = await sql<{ status: 'placed' | 'pending'; own: boolean; arrived_at: number }[]>`
    with devices as (
      select anonymous_id as id from carts where store_id = ${storeId} and id = ${cartId} and anonymous_id is not null
      union
      select value from identities
      where store_id = ${storeId} and kind = 'anonymous' and customer_id = any(${customerIds}::uuid[])
    ), found as (
      select id, cart_id, arrived_at, status from orders where store_id = ${storeId} and cart_id = ${cartId}
      union
      select id, cart_id, arrived_at, status from orders where store_id = ${storeId} and customer_id = any(${customerIds}::uuid[])
      union
      select orders.id, orders.cart_id, arrived_at, status
      from orders join devices on orders.anonymous_id = devices.id
      where orders.store_id = ${storeId}
    )
    select status, coalesce(cart_id = ${cartId}, false) as own, (extract(epoch from max(arrived_at)) * 1000)::float8 as arrived_at
    from found
    where status in ('placed', 'pending') and arrived_at is not null
    group by 1, 2`;
  const newest = (status: string, own: boolean) => {
    const row = rows.find((each) => each.status === status && each.own === own);
    return row ? { arrivedAt: row.arrived_at } : null;
  };
  return { own: newest('placed', true), elsewhere: newest('placed', false), pending: newest('pending', false) };
}
