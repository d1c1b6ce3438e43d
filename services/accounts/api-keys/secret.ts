import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const keyPrefix = 'crk_';
const secretBytes = 32;
/** Shown in lists, so that a person recognises a key. */
const shownLength = 12;
const shape = /^crk_[A-Za-z0-9_-]{43}[0-9a-f]{8}$/;

/** A new key: 256 random bits and a checksum. Only its hash is stored; the key itself is shown once. */
export function newKeySecret(): { readonly key: string; readonly keyHash: string; readonly prefix: string } {
  const body = keyPrefix + randomBytes(secretBytes).toString('base64url');
  const key = body + checksum(body);
  return { key, keyHash: hashKey(key), prefix: key.slice(0, shownLength) };
}

/** SHA-256, hex: a slow hash would add nothing to 256 random bits. */
export function hashKey(key: string): string {
  return hash('sha256', key, 'hex');
}

/** False for what can be no key of ours: mistyped or guessed ones never reach the database. */
export function isKeyShaped(key: string): boolean {
  return shape.test(key) && checksum(key.slice(0, -8)) === key.slice(-8);
}

function checksum(body: string): string {
  return crc32(body).toString(16).padStart(8, '0');
}
