import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';

/** A recovery that has not ended, with what decides whether an event concerns it. */
export interface OpenRecovery {
  readonly storeId: string;
  readonly id: string;
  readonly workflowId: string;
  readonly cartId: string;
  readonly customerId: string;
  readonly anonymousId: string | null;
  /** Newest activity on its cart, epoch milliseconds. */
  readonly lastActivityAt: number;
}

export interface Concerned {
  readonly storeId: string;
  readonly cartId?: string | null;
  readonly customerId?: string | null;
  readonly anonymousId?: string | null;
}

/** Open recoveries of the carts, customers and devices named: a cart's own, its customer's, and of every cart of the device. */
export async function findOpenRecoveries(tx: Tx, concerned: readonly Concerned[]): Promise<readonly OpenRecovery[]> {
  if (concerned.length === 0) return [];
  const sql = rawSql(tx);
  return sql<OpenRecovery[]>`
    with named as (
      select * from unnest(
        ${concerned.map(({ storeId }) => storeId)}::uuid[], ${concerned.map(({ cartId }) => cartId ?? null)}::uuid[],
        ${concerned.map(({ customerId }) => customerId ?? null)}::uuid[], ${concerned.map(({ anonymousId }) => anonymousId ?? null)}::text[]
      ) as named (store_id, cart_id, customer_id, anonymous_id)
    ), found as (
      select recoveries.store_id, recoveries.id from named
      join recoveries on recoveries.store_id = named.store_id and recoveries.cart_id = named.cart_id and ended_at is null
      union
      select recoveries.store_id, recoveries.id from named
      join recoveries on recoveries.store_id = named.store_id and recoveries.customer_id = named.customer_id and ended_at is null
      union
      select carts.store_id, carts.active_recovery_id from named
      join carts on carts.store_id = named.store_id and carts.anonymous_id = named.anonymous_id and carts.active_recovery_id is not null
    )
    select recoveries.store_id as "storeId", recoveries.id, recoveries.workflow_id as "workflowId", recoveries.cart_id as "cartId",
      recoveries.customer_id as "customerId", carts.anonymous_id as "anonymousId",
      (extract(epoch from carts.last_activity_at) * 1000)::float8 as "lastActivityAt"
    from found
    join recoveries on recoveries.store_id = found.store_id and recoveries.id = found.id and recoveries.ended_at is null
    join carts on carts.store_id = recoveries.store_id and carts.id = recoveries.cart_id
    order by recoveries.store_id, recoveries.id`;
}
