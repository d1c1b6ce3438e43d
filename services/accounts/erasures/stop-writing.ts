import { and, eq, inArray, or } from 'drizzle-orm';
import { consentLog, identities } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { type Channel, channels } from '../../../domain/channel.ts';
import { addressKinds, type Identity } from '../../../domain/identity.ts';
import { stopRecoveries } from '../../recovery/recoveries/stop.ts';
import { identityHash } from '../../shared/address-hash.ts';
import { type ConsentRow, consentKey, readConsents } from '../../state/consents/consent-rows.ts';
import { hearConsents } from '../../state/consents/hear-consents.ts';
import { lockCustomers } from '../../state/customers/lock-customers.ts';
import { suppressAddresses } from '../../state/suppressions/suppress-addresses.ts';

export interface StopWriting {
  readonly storeId: string;
  /** By what they are named; nobody known may have it yet. */
  readonly named: readonly Identity[];
  /** Names the request in the proof of the refusal. */
  readonly requestId: string;
  /** When it was asked for, epoch milliseconds. */
  readonly at: number;
}

export interface StoppedWriting {
  /** Who was named, locked. */
  readonly customerIds: readonly string[];
  readonly recoveriesStopped: number;
  readonly addressesSuppressed: number;
}

/** Merges that may happen while the locks are taken. */
const lockRoundsMax = 3;

/**
 * Ends what is on its way to somebody, and suppresses their addresses on every channel until they agree by an act of a later date.
 * Their rows stay locked.
 */
export async function stopWriting(tx: Tx, { storeId, named, requestId, at }: StopWriting): Promise<StoppedWriting> {
  if (named.length === 0) return { customerIds: [], recoveriesStopped: 0, addressesSuppressed: 0 };
  const customerIds = await lockNamed(tx, storeId, named);
  await refuse(tx, { storeId, customerIds, requestId, at });
  const recoveriesStopped = await stopRecoveries(tx, { storeId, customerIds, reason: 'privacy_request' });
  const known = customerIds.length === 0 ? [] : await identitiesOfAll(tx, storeId, customerIds);
  const standing = await readConsents(
    tx,
    customerIds.flatMap((customerId) => channels.map((channel) => ({ storeId, customerId, channel }))),
  );
  const strangers = named.filter(({ kind, value }) => !known.some((one) => one.kind === kind && one.value === value));
  const suppressed = new Set<string>();
  for (const channel of channels) {
    // A request that comes again, after its person has agreed anew, takes nothing back.
    const agreed = new Set(
      customerIds.filter((customerId) => agreedSince(standing.get(consentKey({ storeId, customerId, channel })), at)),
    );
    const own = known.filter(({ customerId }) => !agreed.has(customerId));
    const hashes = hashesFor(tx, channel, [...own, ...strangers]);
    await suppressAddresses(tx, { storeId, channel, hashes, cause: 'privacy_request', at });
    for (const hash of hashes) suppressed.add(hash);
  }
  return { customerIds, recoveriesStopped, addressesSuppressed: suppressed.size };
}

/** Everybody whom the request names, locked; of a merge that slips in between, both. */
async function lockNamed(tx: Tx, storeId: string, named: readonly Identity[]): Promise<readonly string[]> {
  let locked: readonly string[] = [];
  for (let round = 0; round < lockRoundsMax; round++) {
    const found = await findNamed(tx, storeId, named);
    if (found.every((customerId) => locked.includes(customerId))) return found;
    await lockCustomers(
      tx,
      found.map((customerId) => ({ storeId, customerId })),
    );
    locked = found;
  }
  throw new Error('the person was merged again and again while being locked');
}

/** Who is known by any of these. */
export async function findNamed(tx: Tx, storeId: string, named: readonly Identity[]): Promise<readonly string[]> {
  const rows = await tx
    .selectDistinct({ customerId: identities.customerId })
    .from(identities)
    .where(
      and(
        eq(identities.storeId, storeId),
        or(...named.map(({ kind, value }) => and(eq(identities.kind, kind), eq(identities.value, value)))),
      ),
    );
  return rows.map(({ customerId }) => customerId).sort();
}

async function refuse(
  tx: Tx,
  {
    storeId,
    customerIds,
    requestId,
    at,
  }: Pick<StopWriting, 'storeId' | 'requestId' | 'at'> & { readonly customerIds: readonly string[] },
): Promise<void> {
  const refusals = customerIds.flatMap((customerId) =>
    channels.map((channel) => ({
      ...{ storeId, customerId, channel, eventId: `privacy/${requestId}/${customerId}` },
      provenance: 'privacy_request' as const,
    })),
  );
  if (refusals.length === 0) return;
  await hearConsents(
    tx,
    refusals.map((refusal) => ({ ...refusal, status: 'denied', basis: 'act', at })),
  );
  await tx
    .insert(consentLog)
    .values(
      refusals.map((refusal) => ({
        ...refusal,
        status: 'denied' as const,
        source: 'privacy request',
        at: new Date(at),
      })),
    )
    .onConflictDoNothing();
}

function identitiesOfAll(tx: Tx, storeId: string, customerIds: readonly string[]) {
  return tx
    .select({ kind: identities.kind, value: identities.value, customerId: identities.customerId })
    .from(identities)
    .where(and(eq(identities.storeId, storeId), inArray(identities.customerId, [...customerIds])));
}

function agreedSince(row: ConsentRow | undefined, at: number): boolean {
  return (row?.state.grantedAt ?? Number.NEGATIVE_INFINITY) > at;
}

/** The person's number counts on every channel: their addresses may become known later. */
function hashesFor(tx: Tx, channel: Channel, named: readonly Identity[]): readonly string[] {
  return named.flatMap((identity) =>
    identity.kind === 'customer' || identity.kind === addressKinds[channel] ? (identityHash(tx, identity) ?? []) : [],
  );
}
