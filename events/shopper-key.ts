import { hash } from 'node:crypto';
import type { KnownAs } from '../domain/identity.ts';
import { emailAddress } from './email-address.ts';

/**
 * Under which name a shopper's activity is counted: the device if it is known, else the customer number, else a hash of
 * the address, so that no address leaves PostgreSQL. Null when nothing is known.
 */
export function shopperOf({ anonymousId, customerId, email, phone, pushToken }: KnownAs): string | null {
  if (anonymousId !== undefined) return isAddress(anonymousId) ? hashed(anonymousId) : `a:${anonymousId}`;
  if (customerId !== undefined) return isAddress(customerId) ? hashed(customerId) : `c:${customerId}`;
  const address = email ?? phone ?? pushToken;
  return address === undefined ? null : hashed(address);
}

/** Many shops use the address as the customer number: then it is one, and the same person as under the address itself. */
function isAddress(id: string): boolean {
  return id.includes('@') || /^\s*\+\d/.test(id);
}

function hashed(address: string): string {
  const canonical = address.includes('@')
    ? (emailAddress(address.trim()) ?? address.trim().toLowerCase())
    : address.trim();
  return `h:${hash('sha256', canonical, 'hex').slice(0, 32)}`;
}
