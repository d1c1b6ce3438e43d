import { LRUCache } from 'lru-cache';
import type { Caller } from '../../domain/actor.ts';
import { uuidPattern } from '../../domain/ids.ts';
import type { FoundKey } from '../../services/accounts/api-keys/find.ts';
import { hashKey, isKeyShaped } from '../../services/accounts/api-keys/secret.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { LookUpCache } from '../look-up-cache.ts';
import type { AddressLimits } from '../rate-limit/address-limits.ts';
import { findKeyForStranger } from '../rate-limit/find-for-stranger.ts';
import { isOperatorKey } from './operator-key.ts';

const tokenLengthMax = 256;
const rememberedHashesMax = 1_000;

/** The two headers that say who asks, and from where. */
export interface Credentials {
  readonly authorization: string | undefined;
  /** Only with the operator's key: the store to act in. */
  readonly storeId: string | undefined;
  /** What unknown keys are counted by; null: they are not. */
  readonly address: string | null;
}

export type Authenticate = (credentials: Credentials) => Caller | Promise<Caller>;

export interface Authentication {
  readonly authenticate: Authenticate;
  /** Who asks, for the key of the operator and one that was just seen; null: it takes a look-up to tell. */
  readonly recognize: (credentials: Omit<Credentials, 'address'>) => Caller | null;
}

/**
 * Turns `Authorization: Bearer <key>` into the one who asks. Answers without waiting for a key that was just seen.
 * Throws `unauthenticated`, `unavailable` when the key cannot be looked up, or `rate_limited` for an address that showed
 * too many unknown ones.
 */
export function createAuthentication({
  keys,
  operatorKeys,
  addressLimits,
}: {
  keys: LookUpCache<FoundKey>;
  operatorKeys: () => readonly string[];
  addressLimits: AddressLimits;
}): Authentication {
  // Hashing costs more than all else about a known key; only headers with keys that exist are remembered, and not many.
  const hashes = new LRUCache<string, string>({ max: rememberedHashesMax });

  const lookUp = async (keyHash: string, address: string | null): Promise<Caller> =>
    asActor(await findKeyForStranger(keys, keyHash, { addressLimits, address }));

  /** The hash of a key that nobody has seen just now is told instead of who has it. */
  const recognizeOr = <T>(
    { authorization, storeId }: Omit<Credentials, 'address'>,
    strange: (keyHash: string) => T,
  ): Caller | T => {
    const header = authorization ?? '';
    const remembered = hashes.get(header);
    const keyHash = remembered ?? hashKey(bearerToken(authorization));
    const known = keys.peek(keyHash);
    if (known && remembered === undefined) hashes.set(header, keyHash);
    if (known !== undefined) return asActor(known);
    if (isOperatorKey(operatorKeys(), keyHash)) return adminIn(storeId);
    if (!isKeyShaped(bearerToken(authorization))) throw unknownKey();
    return strange(keyHash);
  };

  return {
    authenticate: (credentials) => recognizeOr(credentials, (keyHash) => lookUp(keyHash, credentials.address)),
    recognize: (credentials) => recognizeOr(credentials, () => null),
  };
}

function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined)
    throw new ServiceError('unauthenticated', 'Sign in, or send your API key as Authorization: Bearer <key>.');
  const [scheme, token, ...rest] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0 || token.length > tokenLengthMax)
    throw unknownKey();
  return token;
}

function asActor(key: FoundKey | null): Caller {
  if (!key) throw unknownKey();
  const { keyId, storeId, scopes, makerRole } = key;
  return { kind: 'api_key', keyId, storeId, scopes, makerRole };
}

function adminIn(storeId: string | undefined): Caller {
  if (storeId !== undefined && !uuidPattern.test(storeId))
    throw new ServiceError('bad_request', 'must be the id of a store, a UUID in lower case', { path: 'x-store-id' });
  return { kind: 'operator', storeId: storeId ?? null };
}

function unknownKey(): ServiceError {
  return new ServiceError('unauthenticated', 'This API key is not known, or it was revoked.');
}
