import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';

/**
 * Whoever agreed by an act of their own after an unsubscribe, or after having their data deleted, may be written to
 * again on that channel: the older suppression of what they are known by goes, also where they come to be known by it
 * later. What an address itself is suppressed for (bounce, complaint, an operator's order) stays, and a record without
 * the time of an act lifts nothing.
 */
export async function liftUnsubscribes(
  tx: Tx,
  persons: readonly { readonly storeId: string; readonly customerId: string }[],
): Promise<void> {
  if (persons.length === 0) return;
  const sql = rawSql(tx);
  await sql`
    delete from suppressions
    using unnest(${persons.map(({ storeId }) => storeId)}::uuid[], ${persons.map(({ customerId }) => customerId)}::uuid[])
      as person (store_id, customer_id), consents, identities
    where consents.store_id = person.store_id and consents.customer_id = person.customer_id
      and consents.status = 'granted' and consents.granted_at > suppressions.at
      and identities.store_id = person.store_id and identities.customer_id = person.customer_id
      and (identities.kind = 'customer' or case identities.kind when 'phone' then 'sms' else identities.kind end = consents.channel)
      and suppressions.store_id = person.store_id and suppressions.channel = consents.channel
      and suppressions.address_hash = identities.address_hash
      and suppressions.cause in ('unsubscribe', 'privacy_request')`;
}
