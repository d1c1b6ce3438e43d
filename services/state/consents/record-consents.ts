import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { consentProvenanceOf, isBrowserGrant } from '../../../domain/consent-provenance.ts';
import type { MatchedOf } from '../../../events/matched-event.ts';
import { type ConsentChange, hearConsents } from './hear-consents.ts';

export type SeenConsent = MatchedOf<'consent_updated'> & { readonly customerId: string };

/**
 * Keeps the proof of every consent event and moves each customer to where it brings them. A yes from a browser, where
 * anybody can speak for anybody, moves nobody: it is only kept, and its address is asked. Returns what is different
 * now.
 */
export async function recordConsents(
  tx: Tx,
  events: readonly MatchedOf<'consent_updated'>[],
): Promise<readonly ConsentChange[]> {
  const known = events.filter((seen): seen is SeenConsent => seen.customerId !== null);
  if (known.length === 0) return [];
  await keepProof(tx, known);
  return hearConsents(
    tx,
    known
      .filter(({ event }) => !isBrowserGrant(event))
      .map(({ event, customerId, at }) => ({
        ...{ storeId: event.storeId, customerId: customerId, channel: event.channel, status: event.status, at },
        ...{ basis: event.basis ?? 'act', eventId: event.id, provenance: consentProvenanceOf(event) },
      })),
  );
}

async function keepProof(tx: Tx, known: readonly SeenConsent[]): Promise<void> {
  const sql = rawSql(tx);
  await sql`
    insert into consent_log (store_id, event_id, customer_id, channel, status, basis, provenance, source, text_version, at)
    select store_id, event_id, customer_id, channel, status, basis, provenance, source, text_version, to_timestamp(at / 1000)
    from unnest(${known.map(({ event }) => event.storeId)}::uuid[], ${known.map(({ event }) => event.id)}::text[],
      ${known.map(({ customerId }) => customerId)}::uuid[], ${known.map(({ event }) => event.channel)}::text[],
      ${known.map(({ event }) => event.status)}::text[], ${known.map(({ event }) => event.basis ?? 'act')}::text[],
      ${known.map(({ event }) => consentProvenanceOf(event))}::text[], ${known.map(({ event }) => event.source)}::text[],
      ${known.map(({ event }) => event.textVersion ?? null)}::text[], ${known.map(({ at }) => at)}::float8[])
      as said (store_id, event_id, customer_id, channel, status, basis, provenance, source, text_version, at)
    on conflict do nothing`;
}
