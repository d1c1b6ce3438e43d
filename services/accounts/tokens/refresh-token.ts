import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { derivedByKey, installationKeys, type KeySource } from '../../../runtime/installation-keys.ts';
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
  /** The one that follows: the same for as long as the key does not turn, so that nothing has to be kept of it. */
  successorOf(token: string): RefreshToken;
  /** The one that was given before, which an earlier key may have made; null: with a key that is believed no more. */
  successorGiven(token: string, successorHash: string | null): RefreshToken | null;
}

/** 256 bits each; a successor is derived from its predecessor with a key of the installation. */
export function createRefreshTokens(source: KeySource): RefreshTokens {
  const keys = installationKeys(source);
  const derive = derivedByKey((secret) => Buffer.from(hkdfSync('sha256', secret, '', keyPurpose, tokenBytes)));
  const withHash = (token: string): RefreshToken => ({ token, tokenHash: hashKey(token) });
  const successor = (key: Buffer, token: string): RefreshToken =>
    withHash(createHmac('sha256', key).update(token).digest('base64url'));
  return {
    first: () => withHash(randomBytes(tokenBytes).toString('base64url')),
    successorOf: (token) => successor(derive(keys.current()), token),
    successorGiven: (token, successorHash) =>
      keys
        .believed()
        .map((key) => successor(derive(key), token))
        .find(({ tokenHash }) => tokenHash === successorHash) ?? null,
  };
}

/** False for what can be no token of ours: it is never looked for. */
export function isRefreshTokenShaped(token: string): boolean {
  return shape.test(token);
}
