import { plain, texts } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { isBrowserGrant } from '../../../domain/consent-provenance.ts';
import { identitiesOf } from '../../../domain/identity.ts';
import type { MatchedOf } from '../../../events/matched-event.ts';
import { addressHash } from '../../shared/address-hash.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { optInLimits } from './limits.ts';

/**
 * Has the addresses asked that a browser said yes for: anybody can type anybody's address, so only who reads its e-mail
 * can agree. An address that is suppressed is never asked, nor is a customer who refused or who agrees already.
 */
export async function askForConsents(
  tx: Tx,
  events: readonly MatchedOf<'consent_updated'>[],
  { nowMs }: { readonly nowMs: number },
): Promise<void> {
  const asked = events.flatMap(({ event, customerId }) => {
    const email = identitiesOf(event.who).find(({ kind }) => kind === 'email')?.value;
    if (!isBrowserGrant(event) || customerId === null || email === undefined) return [];
    if (event.receivedAt < nowMs - optInLimits.ageMsMax) return [];
    const { storeId, textVersion } = event;
    return [{ storeId, customerId: customerId, email, hash: addressHash(tx, email), textVersion }];
  });
  if (asked.length === 0) return;
  const sql = rawSql(tx);
  await sql`
    with asked as (
      select distinct on (store_id, hash) * from unnest(
        ${plain(asked.map(({ storeId }) => storeId))}::uuid[], ${plain(asked.map(() => uuidV7()))}::uuid[],
        ${plain(asked.map(({ customerId }) => customerId))}::uuid[], ${texts(asked.map(({ email }) => email))}::text[],
        ${plain(asked.map(({ hash }) => hash))}::text[], ${texts(asked.map(({ textVersion }) => textVersion))}::text[]
      ) as asked (store_id, id, customer_id, email, hash, text_version)
    ), allowed as (
      select asked.*, row_number() over (partition by store_id order by id) as place
      from asked
      where not exists (
          select from suppressions s where s.store_id = asked.store_id and s.channel = 'email' and s.address_hash = asked.hash
        ) and not exists (
          select from consents c
          where c.store_id = asked.store_id and c.customer_id = asked.customer_id and c.channel = 'email' and c.status <> 'unasked'
        ) and not exists (
          select from opt_in_requests r
          where r.store_id = asked.store_id and r.address_hash = asked.hash
            and r.requested_at > to_timestamp(${nowMs - optInLimits.addressPauseMs}::float8 / 1000)
        ) and (
          select count(*) from opt_in_requests r where r.store_id = asked.store_id and r.address_hash = asked.hash
        ) < ${optInLimits.perAddressMax}::int
    )
    insert into opt_in_requests (store_id, id, email, address_hash, text_version, due_at, requested_at, expires_at)
    select store_id, id, email, hash, text_version, to_timestamp(${nowMs}::float8 / 1000), to_timestamp(${nowMs}::float8 / 1000),
      to_timestamp(${nowMs + optInLimits.linkMs}::float8 / 1000)
    from allowed
    where place + (
      select count(*) from opt_in_requests r
      where r.store_id = allowed.store_id and r.requested_at > to_timestamp(${nowMs - optInLimits.storePeriodMs}::float8 / 1000)
    ) <= ${optInLimits.perStoreAndHourMax}::int`;
}
