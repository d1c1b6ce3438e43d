import type { KnownAs } from '../domain/identity.ts';
import { emailAddress } from './email-address.ts';

/** Hexadecimal digits of a hash: as many as nobody meets twice. */
const hashLength = 32;

/**
 * Under which name a shopper's activity is counted: the device if it is known, else the customer number, else a keyed
 * hash of the address, so that no address leaves PostgreSQL. Null when nothing is known.
 */
export function shopperOf(
  { anonymousId, customerId, email, phone, pushToken }: KnownAs,
  addressHasher: (address: string) => string,
): string | null {
  const hashed = (address: string): string => `h:${addressHasher(canonical(address)).slice(0, hashLength)}`;
  if (anonymousId !== undefined) return isAddress(anonymousId) ? hashed(anonymousId) : `a:${anonymousId}`;
  if (customerId !== undefined) return isAddress(customerId) ? hashed(customerId) : `c:${customerId}`;
  const address = email ?? phone ?? pushToken;
  return address === undefined ? null : hashed(address);
}

/** Many shops use the address as the customer number: then it is one, and the same person as under the address itself. */
function isAddress(id: string): boolean {
  return id.includes('@') || /^\s*\+\d/.test(id);
}

function canonical(address: string): string {
  const trimmed = address.trim();
  return address.includes('@') ? (emailAddress(trimmed) ?? trimmed.toLowerCase()) : trimmed;
}
