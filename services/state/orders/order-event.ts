import { type MatchedEvent, type MatchedOf, ofType } from '../../../events/matched-event.ts';

const orderTypes = [
  'order_pending',
  'order_failed',
  'order_placed',
  'order_paid',
  'order_cancelled',
  'order_refunded',
] as const;

/** An event that says something of an order. */
export type OrderEvent = MatchedOf<(typeof orderTypes)[number]>;

export function orderEventsOf(events: readonly MatchedEvent[]): readonly OrderEvent[] {
  return ofType(events, ...orderTypes);
}
