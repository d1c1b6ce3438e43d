import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { isBrowserGrant } from '../../../domain/consent-provenance.ts';
import { type KeptOut, keepOut, type Tombstone } from '../../../domain/erasure/keep-out.ts';
import { type Identity, type IdentityKind, identitiesOf } from '../../../domain/identity.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import { happenedAt } from '../../../events/matched-event.ts';
import { installationKeys, type KeySource } from '../../../runtime/installation-keys.ts';
import type { RingKey } from '../../../runtime/key-ring.ts';
import { tombstoneHash } from './tombstone-hash.ts';

/** Tombstones cannot be asked: rather nothing goes on than that somebody comes back who was erased. */
export class TombstoneKeyMissingError extends Error {
  override readonly name = 'TombstoneKeyMissingError';
}

/**
 * Events without what erased persons were known by. Every way in leads through the event log (webhooks, what a platform is asked for,
 * imports, repaired dead letters), and whoever reads that asks here before anything is kept. Throws `TombstoneKeyMissingError` where
 * the key of a tombstone is not among `keys`.
 */
export async function keepOutErased(
  tx: Tx,
  events: readonly AcceptedEvent[],
  keys: KeySource | undefined,
): Promise<KeptOut<AcceptedEvent>> {
  const made = await readKeyIds(tx, events);
  if (made.length === 0) return { events, counts: new Map(), lifted: new Set() };
  const keysOf = Map.groupBy(
    made.map(({ storeId, keyId }) => ({ storeId, key: keptKey(keys, keyId) })),
    ({ storeId }) => storeId,
  );
  const asked = new Map<string, Asked>();
  for (const { storeId, who } of events)
    for (const { key } of keysOf.get(storeId) ?? [])
      for (const identity of identitiesOf(who)) {
        const hash = tombstoneHash(key, storeId, identity);
        asked.set(`${identity.kind}/${hash}`, { storeId, identity, hash });
      }
  const tombstones = await readTombstones(tx, [...asked.values()]);
  return keepOut(events, {
    tombstoneOf: ({ storeId }, identity) => tombstones.get(nameOf(storeId, identity)),
    agreedAt,
  });
}

/** Writes down what came of it: who is let in again, and how often somebody else's word was taken in without a name. */
export async function noteKeptOut(tx: Tx, { counts, lifted }: KeptOut<AcceptedEvent>): Promise<void> {
  const sql = rawSql(tx);
  if (lifted.size > 0) await sql`delete from erasure_tombstones where erasure_id = any(${plain([...lifted])}::uuid[])`;
  if (counts.size > 0)
    await sql`
      update erasures set kept_out = kept_out + said.count
      from unnest(${plain([...counts.keys()])}::uuid[], ${plain([...counts.values()])}::int[]) as said (id, count)
      where erasures.id = said.id`;
}

/** A yes of the person's own: not one from a page, where anybody can speak for anybody, nor what a shop's record says. */
function agreedAt(event: AcceptedEvent): number | null {
  if (event.type !== 'consent_updated' || event.status !== 'granted' || event.basis === 'record') return null;
  return isBrowserGrant(event) ? null : happenedAt(event);
}

interface Asked {
  readonly storeId: string;
  readonly identity: Identity;
  readonly hash: string;
}

/** With which keys the tombstones of these stores were made: nearly always none. */
async function readKeyIds(
  tx: Tx,
  events: readonly AcceptedEvent[],
): Promise<readonly { readonly storeId: string; readonly keyId: string }[]> {
  const storeIds = new Set(events.map(({ storeId }) => storeId));
  if (storeIds.size === 0) return [];
  return rawSql(tx)`
    select distinct store_id as "storeId", key_id as "keyId" from erasure_tombstones
    where store_id = any(${plain([...storeIds])}::uuid[])`;
}

function keptKey(keys: KeySource | undefined, keyId: string): RingKey {
  const kept =
    keys === undefined
      ? undefined
      : installationKeys(keys)
          .all()
          .find(({ id }) => id === keyId);
  if (kept === undefined)
    throw new TombstoneKeyMissingError(
      `key ${keyId}, which tombstones were made with, is not among those that are kept`,
    );
  return kept;
}

async function readTombstones(tx: Tx, asked: readonly Asked[]): Promise<ReadonlyMap<string, Tombstone>> {
  const byHash = new Map(asked.map((one) => [one.hash, one]));
  const sql = rawSql(tx);
  const found = await sql<{ kind: IdentityKind; hash: string; erasureId: string; erasedAtMs: number }[]>`
    select t.kind, t.hash, t.erasure_id as "erasureId", (extract(epoch from t.erased_at) * 1000)::float8 as "erasedAtMs"
    from unnest(
      ${plain(asked.map(({ storeId }) => storeId))}::uuid[], ${plain(asked.map(({ identity }) => identity.kind))}::text[],
      ${plain(asked.map(({ hash }) => hash))}::text[]
    ) as named (store_id, kind, hash)
    join erasure_tombstones t on t.store_id = named.store_id and t.kind = named.kind and t.hash = named.hash`;
  return new Map(
    found.flatMap(({ hash, erasureId, erasedAtMs }): [string, Tombstone][] => {
      const one = byHash.get(hash);
      return one === undefined ? [] : [[nameOf(one.storeId, one.identity), { erasureId, erasedAtMs }]];
    }),
  );
}

function nameOf(storeId: string, { kind, value }: Identity): string {
  return `${storeId}/${kind}/${value}`;
}
