import { hash } from 'node:crypto';
import type { KnownAs } from '../../domain/identity.ts';

/**
 * Under which name a shopper's activity is counted: the device if it is known, else the customer number, else a hash of
 * the address, so that no address leaves PostgreSQL. Null when nothing is known.
 */
export function shopperOf({ anonymousId, customerId, email, phone, pushToken }: KnownAs): string | null {
  if (anonymousId !== undefined) return `a:${anonymousId}`;
  if (customerId !== undefined) return `c:${customerId}`;
  const address = email?.toLowerCase() ?? phone ?? pushToken;
  return address === undefined ? null : `h:${hash('sha256', address, 'hex').slice(0, 32)}`;
}
