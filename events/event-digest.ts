import { hash } from 'node:crypto';

/** Characters of a digest. */
export const digestLength = 22;

/** 132 bits of a hash of a store's event id: as good as the id itself, of one length, and says nothing of the shop. */
export function digestOf(storeId: string, eventId: string): string {
  return hash('sha256', `${storeId}\n${eventId}`, 'base64').slice(0, digestLength);
}
