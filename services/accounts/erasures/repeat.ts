import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { erasures, erasureTombstones, stores, suppressions } from '../../../db/postgres/schema/index.ts';
import { type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { channels } from '../../../domain/channel.ts';
import { identityKinds } from '../../../domain/identity.ts';
import { suppressionCauses } from '../../../domain/suppression.ts';
import { keepTombstones } from '../../state/tombstones/keep.ts';
import { idsOfPerson, readKnownPerson } from '../person-exports/person-keys.ts';
import type { ErasureDeps } from './request.ts';
import { stopWriting } from './stop-writing.ts';

/**
 * An erasure as it is kept apart from backups: enough to do it once more where a backup brought its person back, and nothing by which
 * anybody could be known.
 */
export const ledgerEntrySchema = z.object({
  storeId: z.uuid(),
  id: z.uuid(),
  customerIds: z.array(z.uuid()),
  privacyRequestId: z.uuid().nullable(),
  requestedAt: z.iso.datetime(),
  tombstones: z.array(
    z.object({ kind: z.enum(identityKinds), hash: z.string(), keyId: z.string(), erasedAt: z.iso.datetime() }),
  ),
});

/** An address that nobody may write to, as its keyed hash: what a person said by a link is in no event log. */
export const ledgerRefusalSchema = z.object({
  storeId: z.uuid(),
  channel: z.enum(channels),
  addressHash: z.string(),
  cause: z.enum(suppressionCauses),
  at: z.iso.datetime(),
});

export type LedgerRefusal = z.output<typeof ledgerRefusalSchema>;

export type LedgerEntry = z.output<typeof ledgerEntrySchema>;

/**
 * Begins an erasure again that the tables know nothing of, as of the moment at which it was asked for: whoever agreed later is left
 * their yes. Its stages are worked on as of any other. `known`: the tables have it; `no_store`: they do not have its store.
 */
export async function repeatErasure(
  { database, keys, now }: ErasureDeps,
  entry: LedgerEntry,
): Promise<'repeated' | 'known' | 'no_store'> {
  const { storeId, id } = entry;
  return withStore(database, storeId, async (tx) => {
    const [store] = await tx.select({ id: stores.id }).from(stores).where(eq(stores.id, storeId));
    if (!store) return 'no_store';
    const [known] = await tx
      .select({ id: erasures.id })
      .from(erasures)
      .where(and(eq(erasures.storeId, storeId), eq(erasures.id, id)));
    if (known) return 'known';
    const erasedAt = new Date(entry.requestedAt);
    const customerIds = await everyIdOf(tx, entry);
    const { identities: named } = await readKnownPerson(tx, { storeId, customerIds });
    await stopWriting(tx, { storeId, named, requestId: id, at: erasedAt.getTime() });
    const begunAt = new Date(now());
    await tx.insert(erasures).values({
      ...{ storeId, id, customerIds: [...customerIds], privacyRequestId: entry.privacyRequestId },
      ...{ actorKind: 'system', requestedAt: begunAt, dueAt: begunAt },
      stageTimes: { requested: entry.requestedAt },
    });
    await keepTombstones(tx, { storeId, erasureId: id, identities: named, keys, erasedAt });
    await keepFromLedger(tx, entry);
    return 'repeated';
  });
}

/** The ids of then, with all that they were merged with in these tables. */
async function everyIdOf(tx: Tx, { storeId, customerIds }: LedgerEntry): Promise<readonly string[]> {
  const found = new Set(customerIds);
  for (const customerId of customerIds)
    for (const other of await idsOfPerson(tx, { storeId, customerId })) found.add(other);
  return [...found];
}

/** What the person became known by after the backup is not in its tables: events of the log that name it are kept out all the same. */
async function keepFromLedger(tx: Tx, { storeId, id: erasureId, tombstones }: LedgerEntry): Promise<void> {
  if (tombstones.length === 0) return;
  await tx
    .insert(erasureTombstones)
    .values(tombstones.map((one) => ({ ...one, storeId, erasureId, erasedAt: new Date(one.erasedAt) })))
    .onConflictDoNothing();
}

/** Of one statement. */
const refusalsMax = 2_000;

/** Suppresses again what was suppressed after the backup, in a store that is there; returns how many are new. */
export async function repeatRefusals(
  { database }: Pick<ErasureDeps, 'database'>,
  storeId: string,
  refusals: readonly LedgerRefusal[],
): Promise<number> {
  let added = 0;
  for (let from = 0; from < refusals.length; from += refusalsMax) {
    const rows = refusals.slice(from, from + refusalsMax).map((one) => ({ ...one, at: new Date(one.at) }));
    added += await withStore(database, storeId, async (tx) => {
      const [store] = await tx.select({ id: stores.id }).from(stores);
      if (!store) return 0;
      const kept = await tx
        .insert(suppressions)
        .values(rows)
        .onConflictDoUpdate({
          target: [suppressions.storeId, suppressions.channel, suppressions.addressHash],
          set: { cause: sql`excluded.cause`, at: sql`excluded.at` },
          setWhere: sql`${suppressions.at} < excluded.at`,
        })
        .returning({ at: suppressions.at });
      return kept.length;
    });
  }
  return added;
}
