import { rawSql, type Tx } from '../../db/postgres/tenancy.ts';
import type { SeenOf } from '../pipeline/seen-event.ts';
import { browserSourcePrefix, isBrowserGrant } from './browser-grant.ts';

export interface ConsentChange {
  readonly storeId: string;
  readonly customerId: string;
  readonly channel: 'email' | 'sms' | 'push';
  readonly status: 'granted' | 'denied';
  /** A yes where there was a no, or nothing: one that is said again is none. */
  readonly grantedAnew: boolean;
  /** False for a yes that only a browser said: it is no answer to an unsubscribe. */
  readonly liftsUnsubscribe: boolean;
}

type SeenConsent = SeenOf<'consent_updated'> & { readonly personId: string };

/**
 * Keeps the proof of every consent event, and moves each person's present consent to the newest by the time the person
 * acted; of two at the same instant the refusal counts. A yes from a browser, where anybody can speak for anybody, is
 * good only where nobody said no, whatever came first. Answers with what is different now.
 */
export async function recordConsents(
  tx: Tx,
  events: readonly SeenOf<'consent_updated'>[],
): Promise<readonly ConsentChange[]> {
  const known = events.filter((seen): seen is SeenConsent => seen.personId !== null);
  if (known.length === 0) return [];
  await keepProof(tx, known);
  const [browsers, trusted] = [known.filter(fromBrowser), known.filter((seen) => !fromBrowser(seen))];
  return [...(await moveToNewest(tx, trusted)), ...(await moveToNewest(tx, browsers))];
}

function fromBrowser({ event }: SeenConsent): boolean {
  return isBrowserGrant(event);
}

async function keepProof(tx: Tx, known: readonly SeenConsent[]): Promise<void> {
  const sql = rawSql(tx);
  await sql`
    insert into consent_log (store_id, event_id, customer_id, channel, status, source, text_version, at)
    select store_id, event_id, customer_id, channel, status, source, text_version, to_timestamp(at / 1000)
    from unnest(${known.map(({ event }) => event.storeId)}::uuid[], ${known.map(({ event }) => event.id)}::text[],
      ${known.map(({ personId }) => personId)}::uuid[], ${known.map(({ event }) => event.channel)}::text[],
      ${known.map(({ event }) => event.status)}::text[], ${known.map(({ event }) => event.source)}::text[],
      ${known.map(({ event }) => event.textVersion ?? null)}::text[], ${known.map(({ at }) => at)}::float8[])
      as said (store_id, event_id, customer_id, channel, status, source, text_version, at)
    on conflict do nothing`;
}

type Change = Pick<ConsentChange, 'storeId' | 'customerId' | 'channel' | 'status'> & {
  readonly before: ConsentChange['status'] | null;
};

async function moveToNewest(tx: Tx, said: readonly SeenConsent[]): Promise<readonly ConsentChange[]> {
  if (said.length === 0) return [];
  const [first] = said;
  const trusted = first !== undefined && !fromBrowser(first);
  const sql = rawSql(tx);
  const changed = await sql<Change[]>`
    with newest as (
      select distinct on (store_id, customer_id, channel) store_id, customer_id, channel, status, to_timestamp(at / 1000) as at, event_id
      from unnest(${said.map(({ event }) => event.storeId)}::uuid[], ${said.map(({ event }) => event.id)}::text[],
        ${said.map(({ personId }) => personId)}::uuid[], ${said.map(({ event }) => event.channel)}::text[],
        ${said.map(({ event }) => event.status)}::text[], ${said.map(({ at }) => at)}::float8[])
        as said (store_id, event_id, customer_id, channel, status, at)
      order by store_id, customer_id, channel, at desc, status = 'denied' desc
    ), moved as (
    insert into consents (store_id, customer_id, channel, status, at, event_id)
    select * from newest
    on conflict (store_id, customer_id, channel) do update set status = excluded.status, at = excluded.at, event_id = excluded.event_id
      where case when ${trusted} then
          (excluded.at, excluded.status = 'denied') > (consents.at, consents.status = 'denied')
          or (excluded.status = 'denied' and exists (
            select from consent_log proof
            where proof.store_id = consents.store_id and proof.event_id = consents.event_id
              and proof.channel = consents.channel and proof.status = 'granted'
              and starts_with(proof.source, ${browserSourcePrefix})))
        else consents.status = 'granted' and excluded.at > consents.at end
    returning store_id, customer_id, channel, status
    )
    -- The consents as they were before this statement.
    select moved.store_id as "storeId", moved.customer_id as "customerId", moved.channel, moved.status, before.status as before
    from moved left join consents before using (store_id, customer_id, channel)`;
  return changed.map(({ before, ...change }) => ({
    ...change,
    grantedAnew: change.status === 'granted' && before !== 'granted',
    liftsUnsubscribe: trusted && change.status === 'granted',
  }));
}
