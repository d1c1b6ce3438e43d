import { hash } from 'node:crypto';
import { v7 } from 'uuid';

/** The id of a shop's cart, without a look-up: UUID v5 of the store and the shop's own cart id. */
export function cartIdOf(storeId: string, externalId: string): string {
  return uuidV5(storeId, `cart:${externalId}`);
}

/** The id of a shop's order, without a look-up. */
export function orderIdOf(storeId: string, externalId: string): string {
  return uuidV5(storeId, `order:${externalId}`);
}

export function newCustomerId(): string {
  return uuidV7();
}

/** Sorts by the time it was made, in this process also within a millisecond, so that new rows go to the end of their index. */
export function uuidV7(): string {
  return v7();
}

/** When an id of `uuidV7` was made, in epoch milliseconds; null for an id of another kind. */
export function madeAt(id: string): number | null {
  return id.charAt(14) === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null;
}

/** RFC 9562 §5.5: the same name in the same namespace is the same id. Made for every event: the library takes three times as long. */
function uuidV5(namespace: string, name: string): string {
  const named = Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name)]);
  return uuidOf(5, hash('sha1', named, 'hex'));
}

/** RFC 9562 §5.8: bits of our own, here the hash of a name. */
export function uuidV8(name: string): string {
  return uuidOf(8, hash('sha256', name, 'hex'));
}

function uuidOf(version: 5 | 8, digest: string): string {
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-${version}${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
