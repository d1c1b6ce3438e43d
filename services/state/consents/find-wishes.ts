import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { type ConsentKey, consentKey } from './consent-rows.ts';

/**
 * When somebody last asked not to be written to at an address that these customers have on the channel, or as the customer
 * that they are: unsubscribed, had their data deleted, complained. Epoch milliseconds by `consentKey`, rounded up.
 */
export async function findWishes(tx: Tx, keys: readonly ConsentKey[]): Promise<ReadonlyMap<string, number>> {
  const sql = rawSql(tx);
  const rows = await sql<(ConsentKey & { readonly at: number })[]>`
    select person.store_id as "storeId", person.customer_id as "customerId", person.channel,
      ceil(extract(epoch from max(suppressions.at)) * 1000)::float8 as at
    from unnest(
      ${plain(keys.map(({ storeId }) => storeId))}::uuid[], ${plain(keys.map(({ customerId }) => customerId))}::uuid[],
      ${plain(keys.map(({ channel }) => channel))}::text[]
    ) as person (store_id, customer_id, channel)
    join identities on identities.store_id = person.store_id and identities.customer_id = person.customer_id
      and (identities.kind = 'customer' or case identities.kind when 'phone' then 'sms' else identities.kind end = person.channel)
    join suppressions on suppressions.store_id = person.store_id and suppressions.channel = person.channel
      and suppressions.cause in ('unsubscribe', 'complaint', 'operator', 'privacy_request')
      and suppressions.address_hash = identities.address_hash
    group by person.store_id, person.customer_id, person.channel`;
  return new Map(rows.map((row) => [consentKey(row), row.at]));
}
