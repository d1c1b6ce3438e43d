import { createAddressHasher } from '../services/shared/address-hash.ts';

/** The key that the tests' databases hash addresses with, in every process that opens one of them. */
export const addressKey = Buffer.alloc(32, 'addresses of tests');
export const addressHasher = createAddressHasher(() => addressKey);

/** As `services/shared/address-hash.ts` in a transaction of a test. */
export function addressHash(address: string): string {
  return addressHasher(address);
}

export function customerHash(customerId: string): string {
  return addressHasher(`customer:${customerId}`);
}
