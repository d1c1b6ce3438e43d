import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { OrderRow } from './order-row.ts';

/** Keeps when each customer ordered last: no cart touched before that is won back. */
export async function noteOrders(tx: Tx, placed: readonly OrderRow[]): Promise<void> {
  const known = placed.filter(({ customerId }) => customerId !== null);
  if (known.length === 0) return;
  const sql = rawSql(tx);
  await sql`
    update customers set last_order_at = greatest(customers.last_order_at, to_timestamp(ordered.at / 1000))
    from (
      select store_id, id, max(at) as at
      from unnest(${known.map(({ storeId }) => storeId)}::uuid[], ${known.map(({ customerId }) => customerId)}::uuid[], ${known.map(({ placedAt }) => placedAt)}::float8[])
        as ordered (store_id, id, at)
      group by store_id, id
    ) ordered
    where customers.store_id = ordered.store_id and customers.id = ordered.id`;
}
