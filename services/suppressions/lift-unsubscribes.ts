import { rawSql, type Tx } from '../../db/postgres/tenancy.ts';
import type { ConsentChange } from '../consents/record-consents.ts';

/**
 * Whoever agrees again after an unsubscribe may be written to again: the suppression that came from the person's own click
 * goes with it. What the addresses themselves are suppressed for (bounce, complaint, an operator's order) stays.
 */
export async function liftUnsubscribes(tx: Tx, changes: readonly ConsentChange[]): Promise<void> {
  const granted = changes.filter(({ liftsUnsubscribe }) => liftsUnsubscribe);
  if (granted.length === 0) return;
  const sql = rawSql(tx);
  await sql`
    delete from suppressions
    using unnest(
      ${granted.map(({ storeId }) => storeId)}::uuid[],
      ${granted.map(({ customerId }) => customerId)}::uuid[],
      ${granted.map(({ channel }) => channel)}::text[]
    ) as granted (store_id, customer_id, channel), identities
    where identities.store_id = granted.store_id and identities.customer_id = granted.customer_id
      and case identities.kind when 'phone' then 'sms' else identities.kind end = granted.channel
      and suppressions.store_id = granted.store_id and suppressions.channel = granted.channel
      and suppressions.address_hash = encode(sha256(convert_to(identities.value, 'UTF8')), 'hex')
      and suppressions.cause = 'unsubscribe'`;
}
