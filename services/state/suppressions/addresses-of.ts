import { and, desc, eq } from 'drizzle-orm';
import { identities } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { addressKinds } from '../../../domain/identity.ts';

/** Of somebody with more addresses on one channel the oldest are forgotten: no message goes to them. */
const addressesMax = 100;

/** A customer's addresses on a channel, newest first. */
export async function addressesOf(
  tx: Tx,
  {
    storeId,
    customerId,
    channel,
  }: { readonly storeId: string; readonly customerId: string; readonly channel: Channel },
): Promise<readonly string[]> {
  const kind = addressKinds[channel];
  const found = await tx
    .select({ value: identities.value })
    .from(identities)
    .where(and(eq(identities.storeId, storeId), eq(identities.customerId, customerId), eq(identities.kind, kind)))
    .orderBy(desc(identities.createdAt), desc(identities.value))
    .limit(addressesMax);
  return found.map(({ value }) => value);
}
