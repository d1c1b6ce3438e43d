import { createHash } from 'node:crypto';

/**
 * Under which hash an address is suppressed: SHA-256, hex, of the address as `identities` keeps it (e-mail in lower
 * case, phone in E.164, push token as given).
 */
export function addressHash(address: string): string {
  return createHash('sha256').update(address).digest('hex');
}
