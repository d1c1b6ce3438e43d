import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { OrdersOfCart } from '../../../domain/order-status.ts';

export interface OrderSearch {
  readonly storeId: string;
  readonly cartId: string;
  /** The recovery's customer and whom they turned out to be. */
  readonly customerIds: readonly string[];
}

/**
 * The newest orders that may speak for a cart: its own, of its customer under any address, and from a device that the cart
 * or the customer was seen on. Cancelled orders do not count.
 */
export async function findOrders(tx: Tx, { storeId, cartId, customerIds }: OrderSearch): Promise<OrdersOfCart> {
  const sql = rawSql(tx);
  const rows = await sql<{ status: 'placed' | 'pending'; own: boolean; arrived_at: number }[]>`
    select status, own, (extract(epoch from arrived_at) * 1000)::float8 as arrived_at
    from customer_orders(${storeId}, ${cartId}, ${customerIds}::uuid[])`;
  const newest = (status: string, own: boolean) => {
    const row = rows.find((each) => each.status === status && each.own === own);
    return row ? { arrivedAt: row.arrived_at } : null;
  };
  return { own: newest('placed', true), elsewhere: newest('placed', false), pending: newest('pending', false) };
}
