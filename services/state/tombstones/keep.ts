import { erasureTombstones } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Identity } from '../../../domain/identity.ts';
import type { KeySource } from '../../../runtime/installation-keys.ts';
import { tombstoneHash, tombstoneKeyOf } from './tombstone-hash.ts';

export interface KeepTombstones {
  readonly storeId: string;
  readonly erasureId: string;
  readonly identities: readonly Identity[];
  readonly keys: KeySource;
  readonly erasedAt: Date;
}

/** From the commit on nobody is known by these; one of an earlier erasure becomes this one's. */
export async function keepTombstones(
  tx: Tx,
  { storeId, erasureId, identities, keys, erasedAt }: KeepTombstones,
): Promise<void> {
  if (identities.length === 0) return;
  const key = tombstoneKeyOf(keys);
  const rows = identities.map((identity) => ({
    ...{ storeId, erasureId, erasedAt, keyId: key.id },
    ...{ kind: identity.kind, hash: tombstoneHash(key, storeId, identity) },
  }));
  await tx
    .insert(erasureTombstones)
    .values(rows)
    .onConflictDoUpdate({
      target: [erasureTombstones.storeId, erasureTombstones.kind, erasureTombstones.hash],
      set: { erasureId, erasedAt },
    });
}
