import { and, desc, eq } from 'drizzle-orm';
import { identities } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { addressKinds, type IdentityKind } from '../../../domain/identity.ts';

/** Of somebody with more addresses on one channel the oldest are forgotten: no message goes to them. */
const addressesMax = 100;

interface PersonOfStore {
  readonly storeId: string;
  readonly customerId: string;
}

/** A person's addresses on a channel, newest first. */
export async function addressesOf(
  tx: Tx,
  { channel, ...person }: PersonOfStore & { readonly channel: Channel },
): Promise<readonly string[]> {
  return identitiesOf(tx, person, addressKinds[channel]);
}

/** The shop's own numbers of a person. */
export async function customerNumbersOf(tx: Tx, { storeId, customerId }: PersonOfStore): Promise<readonly string[]> {
  return identitiesOf(tx, { storeId, customerId }, 'customer');
}

async function identitiesOf(
  tx: Tx,
  { storeId, customerId }: PersonOfStore,
  kind: IdentityKind,
): Promise<readonly string[]> {
  const found = await tx
    .select({ value: identities.value })
    .from(identities)
    .where(and(eq(identities.storeId, storeId), eq(identities.customerId, customerId), eq(identities.kind, kind)))
    .orderBy(desc(identities.createdAt), desc(identities.value))
    .limit(addressesMax);
  return found.map(({ value }) => value);
}
