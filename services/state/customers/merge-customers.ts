import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { IdentityKind } from '../../../domain/identity.ts';
import { mergeConsents } from '../consents/merge-consents.ts';
import { type CustomerContactability, type CustomerKey, isAddress } from './contactability.ts';
import { mergeExposures } from './merge-exposures.ts';

export interface CustomerMerge {
  readonly storeId: string;
  readonly fromId: string;
  /** Who the customer is now, after all merges of the batch. */
  readonly intoId: string;
  readonly causeEventId: string;
}

/**
 * Moves everything of one customer to who that customer turned out to be, and keeps the audit of it. Both customers and the
 * carts of the first are locked by the caller, and of their open recoveries one is left. Messages keep counting against the frequency cap of the one customer.
 * Returns what the customers got by it that they can be written to with.
 */
export async function mergeCustomers(
  tx: Tx,
  merges: readonly CustomerMerge[],
): Promise<readonly CustomerContactability[]> {
  if (merges.length === 0) return [];
  const sql = rawSql(tx);
  const merge = sql`unnest(
    ${merges.map(({ storeId }) => storeId)}::uuid[], ${merges.map(({ fromId }) => fromId)}::uuid[],
    ${merges.map(({ intoId }) => intoId)}::uuid[], ${merges.map(({ causeEventId }) => causeEventId)}::text[]
  ) as merge (store_id, from_id, into_id, cause_event_id)`;
  const told = await sql<(CustomerKey & { readonly kinds: readonly IdentityKind[] })[]>`
    with moved as (
      update identities set customer_id = merge.into_id from ${merge}
      where identities.store_id = merge.store_id and identities.customer_id = merge.from_id
      returning merge.store_id, merge.from_id, identities.kind
    )
    insert into customer_merges (store_id, from_customer_id, into_customer_id, cause_event_id, moved_identity_kinds)
    select merge.store_id, merge.from_id, merge.into_id, merge.cause_event_id,
      coalesce((select jsonb_agg(distinct kind) from moved where moved.store_id = merge.store_id and moved.from_id = merge.from_id), '[]')
    from ${merge}
    on conflict (store_id, from_customer_id) do nothing
    returning store_id as "storeId", into_customer_id as "customerId", moved_identity_kinds as kinds`;
  for (const table of ['carts', 'orders', 'recoveries', 'messages', 'consent_log']) {
    await sql`
      update ${sql(table)} set customer_id = merge.into_id from ${merge}
      where ${sql(table)}.store_id = merge.store_id and ${sql(table)}.customer_id = merge.from_id`;
  }
  await mergeExposures(tx, merges);
  const granted = await mergeConsents(tx, merges);
  await sql`
    update customers set
      last_order_at = greatest(customers.last_order_at, source.last_order_at),
      first_name = coalesce(customers.first_name, source.first_name),
      locale = coalesce(customers.locale, source.locale),
      country = coalesce(customers.country, source.country),
      region = case when customers.country is null then source.region else customers.region end,
      time_zone = coalesce(customers.time_zone, source.time_zone)
    from ${merge} join customers source on source.store_id = merge.store_id and source.id = merge.from_id
    where customers.store_id = merge.store_id and customers.id = merge.into_id`;
  await sql`
    update customers set merged_into = merge.into_id from ${merge}
    where customers.store_id = merge.store_id and customers.id = merge.from_id`;
  return [
    ...told
      .filter(({ kinds }) => kinds.some(isAddress))
      .map(({ storeId, customerId }): CustomerContactability => ({ storeId, customerId, news: 'address' })),
    ...granted.map((person): CustomerContactability => ({ ...person, news: 'consent' })),
  ];
}
