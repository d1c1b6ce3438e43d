import { and, eq, inArray, or } from 'drizzle-orm';
import { consentLog, identities, stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { type Channel, channels } from '../../../domain/channel.ts';
import { addressKinds, type IdentityKind, identitiesOf } from '../../../domain/identity.ts';
import type { Translation } from '../../../platforms/platform.ts';
import { stopRecoveries } from '../../recovery/recoveries/stop.ts';
import { addressHash, customerHash } from '../../shared/address-hash.ts';
import { type ConsentRow, consentKey, readConsents } from '../../state/consents/consent-rows.ts';
import { hearConsents } from '../../state/consents/hear-consents.ts';
import { lockCustomers } from '../../state/customers/lock-customers.ts';
import { suppressAddresses } from '../../state/suppressions/suppress-addresses.ts';

type Asked = Pick<Extract<Translation, { kind: 'privacy' }>, 'request' | 'subject'>;

export interface ActOnPrivacyRequest extends Asked {
  readonly storeId: string;
  /** Names the request in the proof of the refusal. */
  readonly deliveryId: string;
  /** When the platform asked, epoch milliseconds. */
  readonly at: number;
}

/** What was done at once; what is left to do a person has to see to. */
export interface DoneAtOnce {
  readonly persons: number;
  readonly recoveriesStopped: number;
  readonly addressesSuppressed: number;
}

const nothing: DoneAtOnce = { persons: 0, recoveriesStopped: 0, addressesSuppressed: 0 };

/** Merges that may happen while the locks are taken. */
const lockRoundsMax = 3;

/**
 * Whoever has their data deleted at the shop gets nothing more, not even what is on its way: their recoveries end, and
 * their addresses are suppressed on every channel until they agree by an act of a later date. Of a whole shop every
 * recovery ends, and the store is paused.
 */
export async function actOnPrivacyRequest(tx: Tx, asked: ActOnPrivacyRequest): Promise<DoneAtOnce> {
  switch (asked.request) {
    case 'customer_redact':
      return forgetPerson(tx, asked);
    case 'store_redact':
      return stopStore(tx, asked);
    default:
      return nothing;
  }
}

async function stopStore(tx: Tx, { storeId }: ActOnPrivacyRequest): Promise<DoneAtOnce> {
  await tx.update(stores).set({ status: 'paused' }).where(eq(stores.id, storeId));
  const recoveriesStopped = await stopRecoveries(tx, { storeId, customerIds: null, reason: 'privacy_request' });
  return { ...nothing, recoveriesStopped };
}

async function forgetPerson(tx: Tx, { storeId, subject, deliveryId, at }: ActOnPrivacyRequest): Promise<DoneAtOnce> {
  const named = namedBy(subject);
  if (named.length === 0) return nothing;
  const customerIds = await lockNamed(tx, storeId, named);
  await refuse(tx, { storeId, customerIds, deliveryId, at });
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
    const hashes = hashesFor(channel, [...own, ...strangers]);
    await suppressAddresses(tx, { storeId, channel, hashes, cause: 'privacy_request', at });
    for (const hash of hashes) suppressed.add(hash);
  }
  return { persons: customerIds.length, recoveriesStopped, addressesSuppressed: suppressed.size };
}

interface Named {
  readonly kind: IdentityKind;
  readonly value: string;
}

function namedBy(subject: Asked['subject']): readonly Named[] {
  if (!subject) return [];
  const { customerId, email, phone } = subject;
  return identitiesOf({ customerId: customerId ?? undefined, email: email ?? undefined, phone: phone ?? undefined });
}

/** Everybody whom the request names, locked; of a merge that slips in between, both. */
async function lockNamed(tx: Tx, storeId: string, named: readonly Named[]): Promise<readonly string[]> {
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

async function findNamed(tx: Tx, storeId: string, named: readonly Named[]): Promise<readonly string[]> {
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
    deliveryId,
    at,
  }: Pick<ActOnPrivacyRequest, 'storeId' | 'deliveryId' | 'at'> & { readonly customerIds: readonly string[] },
): Promise<void> {
  const refusals = customerIds.flatMap((customerId) =>
    channels.map((channel) => ({
      ...{ storeId, customerId, channel, eventId: `privacy/${deliveryId}/${customerId}` },
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
function hashesFor(channel: Channel, named: readonly Named[]): readonly string[] {
  return named.flatMap(({ kind, value }) => {
    if (kind === 'customer') return [customerHash(value)];
    return kind === addressKinds[channel] ? [addressHash(value)] : [];
  });
}
