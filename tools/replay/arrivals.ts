import type { StorefrontEvent } from '../../events/event.ts';
import type { RequestTimes } from './sender.ts';

/**
 * When events arrived: of an order the store says it; of anything else it is only known that it was between the first
 * request's beginning and its answer. Answers fit `FoldOracle.carts`.
 */
export interface Arrivals {
  add(event: StorefrontEvent, times: RequestTimes): void;
  /** By the shop's id, as the API tells it. Ignored where it cannot be true: the comparison then finds the difference. */
  ofOrder(orderId: string, arrivedAt: string | null): void;
  readonly earliest: (event: StorefrontEvent) => number | undefined;
  readonly latest: (event: StorefrontEvent) => number | undefined;
}

export function createArrivals(): Arrivals {
  const touches = new Map<string, RequestTimes>();
  const orders = new Map<string, RequestTimes>();
  const arrivedAt = new Map<string, number>();
  const timesOf = (event: StorefrontEvent) => ('orderId' in event ? orders.get(event.orderId) : touches.get(event.id));
  const orderArrival = (event: StorefrontEvent) => ('orderId' in event ? arrivedAt.get(event.orderId) : undefined);
  return {
    add(event, times) {
      if ('orderId' in event) {
        if (!orders.has(event.orderId)) orders.set(event.orderId, times);
      } else if ('cartId' in event && event.cartId !== undefined && !touches.has(event.id))
        touches.set(event.id, times);
    },
    ofOrder(orderId, text) {
      const times = orders.get(orderId);
      const at = text === null ? Number.NaN : Date.parse(text);
      if (times && at >= times.sentAt && at <= times.acknowledgedAt) arrivedAt.set(orderId, at);
    },
    earliest: (event) => orderArrival(event) ?? timesOf(event)?.sentAt,
    latest: (event) => orderArrival(event) ?? timesOf(event)?.acknowledgedAt,
  };
}
