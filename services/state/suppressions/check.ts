import { and, eq, inArray } from 'drizzle-orm';
import { suppressions } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { addressHash, customerHash } from './address-hash.ts';
import { addressesOf, customerNumbersOf } from './addresses-of.ts';

export type AddressCheck =
  | { readonly kind: 'usable'; readonly address: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'suppressed' };

/** The person's own wish holds for every address of the channel; a bounce only for the address that bounced. */
const wishes = ['unsubscribe', 'complaint', 'operator', 'privacy_request'];

/** The newest address of a person on a channel that may be used. */
export async function checkAddress(
  tx: Tx,
  person: { readonly storeId: string; readonly customerId: string; readonly channel: Channel },
): Promise<AddressCheck> {
  const { storeId, channel } = person;
  const addresses = (await addressesOf(tx, person)).map((value) => ({ value, hash: addressHash(value) }));
  if (addresses.length === 0) return { kind: 'missing' };
  const numbers = await customerNumbersOf(tx, person);
  const suppressed = await tx
    .select({ hash: suppressions.addressHash, cause: suppressions.cause })
    .from(suppressions)
    .where(
      and(
        eq(suppressions.storeId, storeId),
        eq(suppressions.channel, channel),
        inArray(suppressions.addressHash, [...addresses.map(({ hash }) => hash), ...numbers.map(customerHash)]),
      ),
    );
  if (suppressed.some(({ cause }) => wishes.includes(cause))) return { kind: 'suppressed' };
  const usable = addresses.find(({ hash }) => !suppressed.some((entry) => entry.hash === hash));
  return usable ? { kind: 'usable', address: usable.value } : { kind: 'suppressed' };
}
