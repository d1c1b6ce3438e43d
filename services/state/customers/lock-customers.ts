import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';

/** Locks customers, before any cart, in the one order in which everybody locks them. */
export async function lockCustomers(
  tx: Tx,
  keys: readonly { readonly storeId: string; readonly customerId: string }[],
): Promise<void> {
  if (keys.length === 0) return;
  const sql = rawSql(tx);
  await sql`
    select from customers
    join (select distinct * from unnest(${plain(keys.map(({ storeId }) => storeId))}::uuid[], ${plain(keys.map(({ customerId }) => customerId))}::uuid[]) as wanted (store_id, id)) wanted
      on customers.store_id = wanted.store_id and customers.id = wanted.id
    order by customers.store_id, customers.id
    for update of customers`;
}
