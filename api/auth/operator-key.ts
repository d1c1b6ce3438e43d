import { timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { hashKey } from '../../services/accounts/api-keys/secret.ts';

/** More than a ring of keys ever holds. */
const hashes = new LRUCache<string, Buffer>({ max: 50 });

/** Whether a hash is that of one of the operator's keys: two are good while one takes the place of the other. */
export function isOperatorKey(operatorKeys: readonly string[], keyHash: string): boolean {
  const given = Buffer.from(keyHash);
  return operatorKeys.some((key) => timingSafeEqual(hashOf(key), given));
}

function hashOf(key: string): Buffer {
  const known = hashes.get(key);
  if (known) return known;
  const made = Buffer.from(hashKey(key));
  hashes.set(key, made);
  return made;
}
