import { createHmac, hkdfSync } from 'node:crypto';
import type { Identity } from '../../../domain/identity.ts';
import { derivedByKey, installationKeys, type KeySource } from '../../../runtime/installation-keys.ts';
import type { RingKey } from '../../../runtime/key-ring.ts';

const purpose = 'cart-recovery/erasure-tombstone/v1';
const keyBytes = 32;

const tombstoneKey = derivedByKey((secret) => Buffer.from(hkdfSync('sha256', secret, '', purpose, keyBytes)));

/**
 * The key that new tombstones and receipts are made with: the oldest that is kept. Nobody can make a tombstone anew when a key turns,
 * since what it was made of is gone, so the key stays; with the newest, each turn would leave one more that can never go.
 */
export function tombstoneKeyOf(keys: KeySource): RingKey {
  const all = installationKeys(keys).all();
  return all.at(-1) ?? all[0];
}

/** HMAC-SHA-256, hex: without the key nobody tries out addresses on it, and in another store it is another one. */
export function tombstoneHash(key: RingKey, storeId: string, { kind, value }: Identity): string {
  return createHmac('sha256', tombstoneKey(key)).update(`${storeId}\n${kind}\n${value}`).digest('hex');
}

/** HMAC-SHA-256, hex, of a receipt. */
export function receiptSignature(key: RingKey, receipt: string): string {
  return createHmac('sha256', tombstoneKey(key)).update(`receipt\n${receipt}`).digest('hex');
}
