import { createHash } from 'node:crypto';

/**
 * Under which hash an address is suppressed: SHA-256, hex, of the address as `identities` keeps it (e-mail in lower
 * case, phone in E.164, push token as given).
 */
export function addressHash(address: string): string {
  return createHash('sha256').update(address).digest('hex');
}

/**
 * Under which hash a customer of the shop is suppressed whatever their addresses: who had their data deleted is named by
 * the customer's number alone, perhaps before the engine has heard of them.
 */
export function customerHash(customerId: string): string {
  return addressHash(`customer:${customerId}`);
}
