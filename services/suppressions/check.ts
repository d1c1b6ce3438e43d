import { and, desc, eq, inArray } from 'drizzle-orm';
import { identities, suppressions } from '../../db/postgres/schema/index.ts';
import type { Tx } from '../../db/postgres/tenancy.ts';
import type { Channel } from '../../domain/channel.ts';
import { addressKinds } from '../../domain/identity.ts';
import { addressHash } from './address-hash.ts';

export type AddressCheck =
  | { readonly kind: 'usable'; readonly address: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'suppressed' };

/** Newest addresses of a person that are looked at per channel. */
const addressesMax = 10;
/** The person's own wish holds for every address of the channel; a bounce only for the address that bounced. */
const wishes = ['unsubscribe', 'complaint', 'operator'];

/** The newest address of a person on a channel that may be used. */
export async function checkAddress(
  tx: Tx,
  {
    storeId,
    customerId,
    channel,
  }: { readonly storeId: string; readonly customerId: string; readonly channel: Channel },
): Promise<AddressCheck> {
  const found = await tx
    .select({ value: identities.value })
    .from(identities)
    .where(
      and(
        eq(identities.storeId, storeId),
        eq(identities.customerId, customerId),
        eq(identities.kind, addressKinds[channel]),
      ),
    )
    .orderBy(desc(identities.createdAt), desc(identities.value))
    .limit(addressesMax);
  if (found.length === 0) return { kind: 'missing' };
  const addresses = found.map(({ value }) => ({ value, hash: addressHash(value) }));
  const suppressed = await tx
    .select({ hash: suppressions.addressHash, cause: suppressions.cause })
    .from(suppressions)
    .where(
      and(
        eq(suppressions.storeId, storeId),
        eq(suppressions.channel, channel),
        inArray(
          suppressions.addressHash,
          addresses.map(({ hash }) => hash),
        ),
      ),
    );
  if (suppressed.some(({ cause }) => wishes.includes(cause))) return { kind: 'suppressed' };
  const usable = addresses.find(({ hash }) => !suppressed.some((entry) => entry.hash === hash));
  return usable ? { kind: 'usable', address: usable.value } : { kind: 'suppressed' };
}
