import type { TakeIn } from '../events/take-in-events.ts';
import type { RefusedItem, RefusedItems } from './refused-items.ts';

/**
 * What an endpoint tells `takeInEvents` to do with items that it refuses, or accepts without some of their details: keep them
 * as they came, with where they came from.
 */
export function keepingWhatFailed(
  refusedItems: Pick<RefusedItems, 'offer'> | undefined,
  from: Pick<RefusedItem, 'storeId' | 'source' | 'receivedAt'>,
): Pick<TakeIn, 'onRejected' | 'onMended'> {
  if (!refusedItems) return {};
  return {
    onRejected: (item, error) => refusedItems.offer({ ...from, kind: 'event', item, error }),
    onMended(item, mended) {
      const message = `accepted without what could not be used: ${mended.join(', ')}`;
      const error = { code: 'invalid', path: mended[0] ?? '', message } as const;
      refusedItems.offer({ ...from, kind: 'event', item, error, isTakenIn: true });
    },
  };
}
