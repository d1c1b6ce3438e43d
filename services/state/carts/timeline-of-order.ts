import { assertNever } from '../../../domain/assert-never.ts';
import type { CartLines } from '../../../domain/cart-lines.ts';
import { type OrderStatus, orderSpeaksFor } from '../../../domain/order-status.ts';
import { noReferences, type TimelineEntry, type TimelineEvent } from './timeline-entry.ts';

/** An order of the cart, its customer or its device, whatever became of it. */
export interface SeenOrder {
  readonly id: string;
  readonly externalId: string;
  readonly status: OrderStatus | null;
  /** It names this cart. */
  readonly own: boolean;
  readonly arrivedAt: Date | null;
  readonly createdAt: Date;
  readonly totalMinor: number | null;
  readonly refundedMinor: number;
  readonly currency: string | null;
  readonly recoveryId: string | null;
  /** Null: it took its whole cart, or its lines are not known. */
  readonly lines: CartLines | null;
}

/** Says of every order whether it counts for the cart, and why not. */
export function timelineOfOrder(order: SeenOrder, touchedAt: Date): TimelineEntry {
  const { externalId, own, arrivedAt, createdAt, totalMinor, currency, recoveryId } = order;
  const which = `Order ${externalId}${own ? '' : ' of the same person or device'}`;
  const { event, counts, text } = whatItMeans(order, touchedAt);
  return {
    ...noReferences,
    kind: 'order',
    event,
    counts,
    recoveryId,
    at: arrivedAt ?? createdAt,
    values: { order: externalId, own, totalMinor, currency },
    text: `${which} ${text}`,
  };
}

export interface OrderMeaning {
  readonly event: TimelineEvent;
  readonly counts: boolean;
  readonly text: string;
}

/** Whether an order counts for a cart that was touched last at `touchedAt`, and why not. */
export function whatItMeans({ status, arrivedAt }: SeenOrder, touchedAt: Date): OrderMeaning {
  switch (status) {
    case null:
      return notCounted('order_unknown', 'is known by its payment or refund only, so it does not count.');
    case 'cancelled':
      return notCounted('order_cancelled', 'was called off, so it does not count.');
    case 'failed':
      return notCounted('order_failed', 'could not be paid, so it does not count.');
    case 'pending':
      return notCounted('order_pending', 'waits for its payment.');
    case 'placed':
      return arrivedAt !== null && orderSpeaksFor({ arrivedAt: arrivedAt.getTime() }, touchedAt.getTime())
        ? { event: 'order_bought', counts: true, text: 'was bought.' }
        : notCounted('order_before_new_wish', 'was bought, and the cart was touched after it arrived: a new wish.');
    default:
      return assertNever(status);
  }
}

function notCounted(event: TimelineEvent, text: string): OrderMeaning {
  return { event, counts: false, text };
}
