import { rawSql, type Tx } from '../../db/postgres/tenancy.ts';
import type { SeenOf } from '../pipeline/seen-event.ts';

export interface ConsentChange {
  readonly storeId: string;
  readonly customerId: string;
  readonly channel: 'email' | 'sms' | 'push';
  readonly status: 'granted' | 'denied';
}

/**
 * Keeps the proof of every consent event, and moves each person's present consent to the newest by the time the person
 * acted; of two at the same instant the refusal counts. Answers with what is different now.
 */
export async function recordConsents(
  tx: Tx,
  events: readonly SeenOf<'consent_updated'>[],
): Promise<readonly ConsentChange[]> {
  const known = events.filter((seen): seen is typeof seen & { personId: string } => seen.personId !== null);
  if (known.length === 0) return [];
  const sql = rawSql(tx);
  const columns = [
    known.map(({ event }) => event.storeId),
    known.map(({ event }) => event.id),
    known.map(({ personId }) => personId),
    known.map(({ event }) => event.channel),
    known.map(({ event }) => event.status),
    known.map(({ event }) => event.source),
    known.map(({ event }) => event.textVersion ?? null),
    known.map(({ at }) => at),
  ] as const;
  await sql`
    insert into consent_log (store_id, event_id, customer_id, channel, status, source, text_version, at)
    select store_id, event_id, customer_id, channel, status, source, text_version, to_timestamp(at / 1000)
    from unnest(${columns[0]}::uuid[], ${columns[1]}::text[], ${columns[2]}::uuid[], ${columns[3]}::text[], ${columns[4]}::text[],
      ${columns[5]}::text[], ${columns[6]}::text[], ${columns[7]}::float8[])
      as said (store_id, event_id, customer_id, channel, status, source, text_version, at)
    on conflict do nothing`;
  return sql<ConsentChange[]>`
    with newest as (
      select distinct on (store_id, customer_id, channel) store_id, customer_id, channel, status, to_timestamp(at / 1000) as at, event_id
      from unnest(${columns[0]}::uuid[], ${columns[1]}::text[], ${columns[2]}::uuid[], ${columns[3]}::text[], ${columns[4]}::text[], ${columns[7]}::float8[])
        as said (store_id, event_id, customer_id, channel, status, at)
      order by store_id, customer_id, channel, at desc, status = 'denied' desc
    )
    insert into consents (store_id, customer_id, channel, status, at, event_id)
    select * from newest
    on conflict (store_id, customer_id, channel) do update set status = excluded.status, at = excluded.at, event_id = excluded.event_id
      where (excluded.at, excluded.status = 'denied') > (consents.at, consents.status = 'denied')
    returning store_id as "storeId", customer_id as "customerId", channel, status`;
}
