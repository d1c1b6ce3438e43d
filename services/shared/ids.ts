import { hash, randomFillSync } from 'node:crypto';
import type { CartId, CustomerId, OrderId } from '../../domain/ids.ts';

/** The id of a shop's cart, without a look-up: UUID v5 of the store and the shop's own cart id. */
export function cartIdOf(storeId: string, externalId: string): CartId {
  return uuidV5(storeId, `cart:${externalId}`) as CartId;
}

/** The id of a shop's order, without a look-up. */
export function orderIdOf(storeId: string, externalId: string): OrderId {
  return uuidV5(storeId, `order:${externalId}`) as OrderId;
}

export function newCustomerId(): CustomerId {
  return uuidV7() as CustomerId;
}

/** RFC 9562 §5.7: sorts by the time it was made, so that new rows go to the end of their index. */
export function uuidV7(now = Date.now()): string {
  const bytes = randomFillSync(Buffer.allocUnsafe(16));
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return written(bytes.toString('hex'));
}

/** RFC 9562 §5.5: the same name in the same namespace is the same id. */
function uuidV5(namespace: string, name: string): string {
  const digest = hash(
    'sha1',
    Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name)]),
    'hex',
  );
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return written(`${digest.slice(0, 12)}5${digest.slice(13, 16)}${variant}${digest.slice(17, 32)}`);
}

function written(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
