import type { TakeIn } from '../events/take-in-events.ts';
import type { RefusedItem, RefusedItems } from './refused-items.ts';

/** What a door tells `takeInEvents` to do with items that it refuses: keep them, with where they came from. */
export function offerRejected(
  refusedItems: Pick<RefusedItems, 'offer'>,
  from: Pick<RefusedItem, 'storeId' | 'source' | 'receivedAt'>,
): NonNullable<TakeIn['onRejected']> {
  return (item, error) => refusedItems.offer({ ...from, kind: 'event', item, error });
}
