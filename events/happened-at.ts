import type { AcceptedEvent } from './event.ts';

/**
 * When an event happened, epoch milliseconds: as the shop says, but never after it was taken in. A shopper's clock that
 * runs ahead would otherwise put a cart after the order that emptied it.
 */
export function happenedAt(event: Pick<AcceptedEvent, 'occurredAt' | 'receivedAt'>): number {
  return Math.min(Date.parse(event.occurredAt), event.receivedAt);
}
