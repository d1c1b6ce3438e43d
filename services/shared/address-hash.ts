import { createHmac } from 'node:crypto';
import type { Tx } from '../../db/postgres/tenancy.ts';
import type { AddressHasher } from '../../db/postgres/transaction.ts';
import type { Identity } from '../../domain/identity.ts';

/** HMAC-SHA-256, hex. `key` is asked each time: connections are opened before it is known (`address-key.ts`). */
export function createAddressHasher(key: () => Uint8Array): AddressHasher {
  return (address) => createHmac('sha256', key()).update(address).digest('hex');
}

/**
 * Under which hash an address is suppressed, beside `identities` that keep it as it is (e-mail in lower case, phone in E.164,
 * push token as given). Numbers are few enough to try all of them: without the installation's key nobody can. SQL never knows the
 * key, and compares with the hash that stands in `identities`.
 */
export function addressHash(tx: Tx, address: string): string {
  return tx.addressHasher(address);
}

/**
 * Under which hash a customer of the shop is suppressed whatever their addresses: who had their data deleted is named by
 * the customer's number alone, perhaps before the engine has heard of them.
 */
export function customerHash(tx: Tx, customerId: string): string {
  return addressHash(tx, `customer:${customerId}`);
}

/** The hash of what somebody is known by. Null: devices are never suppressed. */
export function identityHash(tx: Tx, { kind, value }: Identity): string | null {
  if (kind === 'anonymous') return null;
  return kind === 'customer' ? customerHash(tx, value) : addressHash(tx, value);
}
