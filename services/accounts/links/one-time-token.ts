import { randomBytes } from 'node:crypto';
import { hashKey } from '../api-keys/secret.ts';

const tokenBytes = 32;

/** What stands in a link, and what is kept of it. */
export function newOneTimeToken(): { readonly token: string; readonly tokenHash: string } {
  const token = randomBytes(tokenBytes).toString('base64url');
  return { token, tokenHash: hashKey(token) };
}

export function oneTimeTokenHash(token: string): string {
  return hashKey(token);
}
