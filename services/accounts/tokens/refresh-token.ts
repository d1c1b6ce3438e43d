import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { hashKey } from '../api-keys/secret.ts';

const tokenBytes = 32;
const keyPurpose = 'cart-recovery/refresh-successors/v1';
const shape = /^[A-Za-z0-9_-]{43}$/;

export interface RefreshToken {
  readonly token: string;
  readonly tokenHash: string;
}

export interface RefreshTokens {
  /** The first of a session. */
  first(): RefreshToken;
  /** The one that follows: always the same, so that whoever asks twice gets one answer and nothing has to be kept. */
  successorOf(token: string): RefreshToken;
}

/** 256 bits each; a successor is derived from its predecessor with a key of the installation. */
export function createRefreshTokens(secret: string): RefreshTokens {
  const key = Buffer.from(hkdfSync('sha256', secret, '', keyPurpose, tokenBytes));
  const withHash = (token: string): RefreshToken => ({ token, tokenHash: hashKey(token) });
  return {
    first: () => withHash(randomBytes(tokenBytes).toString('base64url')),
    successorOf: (token) => withHash(createHmac('sha256', key).update(token).digest('base64url')),
  };
}

/** False for what can be no token of ours: it is never looked for. */
export function isRefreshTokenShaped(token: string): boolean {
  return shape.test(token);
}
