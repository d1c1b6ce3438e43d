import { randomBytes } from 'node:crypto';
import { addressKeys } from '../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../db/postgres/tenancy.ts';
import { SealError, type Sealer, sealedWith } from '../../runtime/sealer.ts';
import type { SealedColumn } from './sealed/sealed-column.ts';

/** Rather nothing starts than that somebody is written to who refused. */
export class AddressKeyLostError extends Error {
  override readonly name = 'AddressKeyLostError';
}

const id = 'addresses';
const keyBytes = 32;

/** Sealed anew when the installation's key turns; the key inside stays. */
export const sealedAddressKey: SealedColumn = {
  ...{ table: 'address_keys', column: 'sealed', key: ['id'], of: 'installation' },
  place: ({ id: of = '' }) => placeOf(of),
};

/**
 * The key that addresses are hashed with. Drawn by the first process that ever asks, and never turned: a suppression outlives the
 * address that it was made of, so it could not be made anew ([why](../../docs/adr/0038-addresses-are-hashed-with-a-key-that-stays.md)).
 * Throws `AddressKeyLostError` where the key that sealed it is not kept: without it nobody could be told from those who refused.
 */
export async function openAddressKey(database: Pick<Database, 'engine'>, sealer: Sealer): Promise<Uint8Array> {
  const sealed = await withEngine(database, async (tx) => {
    const read = async (): Promise<string | undefined> => {
      const [row] = await tx.select({ sealed: addressKeys.sealed }).from(addressKeys);
      return row?.sealed;
    };
    const known = await read();
    if (known !== undefined) return known;
    const drawn = sealer.seal(randomBytes(keyBytes).toString('base64url'), placeOf(id));
    await tx.insert(addressKeys).values({ id, sealed: drawn }).onConflictDoNothing();
    return read();
  });
  if (sealed === undefined) throw new Error('the key of addresses was not kept');
  try {
    return Buffer.from(sealer.open(sealed, placeOf(id)), 'base64url');
  } catch (cause) {
    if (!(cause instanceof SealError)) throw cause;
    throw new AddressKeyLostError(
      `Who refused to be written to is kept under a key that was sealed with another LINK_SECRET (${sealedWith(sealed)}), and that is not here: put it back into the ring of keys (docs/secrets.md).`,
      { cause },
    );
  }
}

function placeOf(of: string): string {
  return `address_keys/${of}/sealed`;
}
