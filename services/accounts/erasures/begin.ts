import { erasures } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import type { Identity } from '../../../domain/identity.ts';
import type { KeySource } from '../../../runtime/installation-keys.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { keepTombstones } from '../../state/tombstones/keep.ts';
import { idsOfPerson, readKnownPerson } from '../person-exports/person-keys.ts';

export interface BeginErasure {
  readonly actor: Actor;
  readonly storeId: string;
  /** Any of the ids that the person had; none: the engine has not heard of whoever is named. */
  readonly customerIds: readonly string[];
  /** By what they were named, beside what is known of them. */
  readonly named: readonly Identity[];
  readonly privacyRequestId: string | null;
  readonly keys: KeySource;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Writes an erasure down and keeps its person out from the commit on: what is left is the work of `erasure-rounds.ts`. Whatever was on
 * its way to them is ended by the caller, who holds their locks. Returns the erasure's id.
 */
export async function beginErasure(tx: Tx, { actor, storeId, keys, at, ...asked }: BeginErasure): Promise<string> {
  const customerIds = new Set<string>();
  for (const customerId of asked.customerIds)
    for (const id of await idsOfPerson(tx, { storeId, customerId })) customerIds.add(id);
  const known = await readKnownPerson(tx, { storeId, customerIds: [...customerIds] });
  const id = uuidV7();
  const requestedAt = new Date(at);
  await tx.insert(erasures).values({
    ...{ storeId, id, customerIds: [...customerIds], privacyRequestId: asked.privacyRequestId },
    ...{ actorKind: actor.kind, actorId: actorId(actor) },
    ...{ requestedAt, dueAt: requestedAt, stageTimes: { requested: requestedAt.toISOString() } },
  });
  const identities = [...known.identities, ...asked.named];
  await keepTombstones(tx, { storeId, erasureId: id, identities: unique(identities), keys, erasedAt: requestedAt });
  return id;
}

function unique(identities: readonly Identity[]): readonly Identity[] {
  return [...new Map(identities.map((one) => [`${one.kind}/${one.value}`, one])).values()];
}
