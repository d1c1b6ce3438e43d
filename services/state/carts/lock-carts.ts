import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { type CartRow, cartRowOf, type StoredCart } from './cart-row.ts';

export interface CartKey {
  readonly storeId: string;
  readonly cartId: string;
}

/** Reads and locks carts in the one order in which everybody locks them. Carts that do not exist are missing. */
export async function lockCarts(tx: Tx, keys: readonly CartKey[]): Promise<ReadonlyMap<string, CartRow>> {
  if (keys.length === 0) return new Map();
  const sql = rawSql(tx);
  const rows = await sql<StoredCart[]>`
    select carts.store_id, carts.id, external_id, customer_id, anonymous_id, lines, restore_url, fold, version,
      (extract(epoch from abandon_at) * 1000)::float8 as abandon_at, traceparent, unreachable,
      active_recovery_id
    from unnest(${plain(keys.map(({ storeId }) => storeId))}::uuid[], ${plain(keys.map(({ cartId }) => cartId))}::uuid[]) as wanted (store_id, id)
    join carts on carts.store_id = wanted.store_id and carts.id = wanted.id
    order by carts.store_id, carts.id
    for update of carts`;
  return new Map(rows.map((row) => [row.id, cartRowOf(row)]));
}
