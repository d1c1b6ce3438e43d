import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { lateContactSince } from '../../../domain/reevaluate-at.ts';
import type { CustomerKey } from '../customers/contactability.ts';
import type { StoreThresholds } from '../stores/idle-thresholds.ts';
import type { CartKey } from './lock-carts.ts';

/** Of a customer with very many carts only the newest: one of them is won back at most. */
const cartsPerCustomerMax = 50;

/**
 * Carts of the customers that may have to be judged again, to be locked before it is decided: those that were let go for
 * want of an address or consent, and those about to be judged, for a sweep may be letting one go at this moment.
 */
export async function findWaitingCarts(
  tx: Tx,
  persons: readonly CustomerKey[],
  { stores, nowMs }: { readonly stores: ReadonlyMap<string, StoreThresholds>; readonly nowMs: number },
): Promise<readonly CartKey[]> {
  if (persons.length === 0) return [];
  const since = persons.map(({ storeId }) => lateContactSince(nowMs, stores.get(storeId)?.timeScale ?? 1));
  const sql = rawSql(tx);
  return sql<CartKey[]>`
    select waiting.store_id as "storeId", waiting.id as "cartId"
    from unnest(
      ${persons.map(({ storeId }) => storeId)}::uuid[], ${persons.map(({ customerId }) => customerId)}::uuid[], ${since}::float8[]
    ) as person (store_id, id, since)
    cross join lateral (
      select carts.store_id, carts.id from carts
      where carts.store_id = person.store_id and carts.customer_id = person.id
        and status = 'open' and active_recovery_id is null and (abandon_at is not null or unreachable is not null)
        and last_activity_at >= to_timestamp(person.since / 1000)
      order by last_activity_at desc
      limit ${cartsPerCustomerMax}::int
    ) waiting`;
}
