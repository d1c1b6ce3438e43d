import { plain, texts } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { type ConsentState, standingOf } from '../../../domain/consent.ts';
import type { ConsentProvenance } from '../../../domain/consent-provenance.ts';

export interface ConsentKey {
  readonly storeId: string;
  readonly customerId: string;
  readonly channel: Channel;
}

/** What brought a customer to where they stand: the event, and the way that it came in by. */
export interface ConsentCause {
  readonly eventId: string;
  readonly provenance: ConsentProvenance;
}

/** What is known of a customer's consent on a channel. */
export interface ConsentRow extends ConsentKey, ConsentCause {
  readonly state: ConsentState;
}

interface StoredRow extends ConsentKey, ConsentCause {
  readonly grantedAt: number | null;
  readonly refusedAt: number | null;
  readonly recordGrantedAt: number | null;
  readonly recordRefusedAt: number | null;
}

export function consentKey({ storeId, customerId, channel }: ConsentKey): string {
  return `${storeId}/${customerId}/${channel}`;
}

/** The consents of these customers on these channels, by `consentKey`; the caller holds the locks of the customers. */
export async function readConsents(tx: Tx, keys: readonly ConsentKey[]): Promise<ReadonlyMap<string, ConsentRow>> {
  if (keys.length === 0) return new Map();
  const sql = rawSql(tx);
  const rows = await sql<StoredRow[]>`
    select store_id as "storeId", customer_id as "customerId", channel, event_id as "eventId", provenance,
      round(extract(epoch from granted_at) * 1000)::float8 as "grantedAt",
      round(extract(epoch from refused_at) * 1000)::float8 as "refusedAt",
      round(extract(epoch from record_granted_at) * 1000)::float8 as "recordGrantedAt",
      round(extract(epoch from record_refused_at) * 1000)::float8 as "recordRefusedAt"
    from unnest(
      ${plain(keys.map(({ storeId }) => storeId))}::uuid[], ${plain(keys.map(({ customerId }) => customerId))}::uuid[],
      ${plain(keys.map(({ channel }) => channel))}::text[]
    ) as wanted (store_id, customer_id, channel)
    join consents using (store_id, customer_id, channel)`;
  return new Map(
    rows.map(({ storeId, customerId, channel, eventId, provenance, ...state }) => {
      const row = { storeId, customerId, channel, eventId, provenance, state };
      return [consentKey(row), row];
    }),
  );
}

/** Writes them as they are now; where each customer stands follows from the moments. */
export async function writeConsents(tx: Tx, rows: readonly ConsentRow[]): Promise<void> {
  if (rows.length === 0) return;
  const sql = rawSql(tx);
  const offsets = rows.map(({ state }) => standingOf(state));
  await sql`
    insert into consents (store_id, customer_id, channel, event_id, provenance, status, at, granted_at, refused_at,
      record_granted_at, record_refused_at)
    select store_id, customer_id, channel, event_id, provenance, status, to_timestamp(at / 1000), to_timestamp(granted_at / 1000),
      to_timestamp(refused_at / 1000), to_timestamp(record_granted_at / 1000), to_timestamp(record_refused_at / 1000)
    from unnest(
      ${plain(rows.map(({ storeId }) => storeId))}::uuid[], ${plain(rows.map(({ customerId }) => customerId))}::uuid[],
      ${plain(rows.map(({ channel }) => channel))}::text[], ${texts(rows.map(({ eventId }) => eventId))}::text[],
      ${plain(rows.map(({ provenance }) => provenance))}::text[],
      ${plain(offsets.map(({ status }) => status))}::text[],
      ${plain(offsets.map(({ at }, index) => at ?? rows[index]?.state.recordRefusedAt))}::float8[],
      ${plain(rows.map(({ state }) => state.grantedAt))}::float8[], ${plain(rows.map(({ state }) => state.refusedAt))}::float8[],
      ${plain(rows.map(({ state }) => state.recordGrantedAt))}::float8[], ${plain(rows.map(({ state }) => state.recordRefusedAt))}::float8[]
    ) as row (store_id, customer_id, channel, event_id, provenance, status, at, granted_at, refused_at, record_granted_at, record_refused_at)
    on conflict (store_id, customer_id, channel) do update set
      event_id = excluded.event_id, provenance = excluded.provenance, status = excluded.status, at = excluded.at, granted_at = excluded.granted_at,
      refused_at = excluded.refused_at, record_granted_at = excluded.record_granted_at, record_refused_at = excluded.record_refused_at`;
}
