import { assertNever } from '../../domain/assert-never.ts';
import type { EventLine } from './cart-line-of.ts';
import { eventIdOf } from './event-id.ts';
import type { OrderMeaning } from './platform.ts';
import type { KnownPerson } from './who.ts';

/** An order as a platform describes it at one moment. Times are ISO 8601. */
export interface PlatformOrder {
  readonly platform: string;
  readonly orderId: string;
  readonly who: KnownPerson;
  readonly meaning: OrderMeaning;
  readonly cartId?: string | undefined;
  /** Absent: the order took the whole cart. */
  readonly lines?: readonly EventLine[] | undefined;
  readonly totalMinor: number;
  readonly currency: string;
  readonly orderedAt: string;
  /** When it became bought, where that is later than `orderedAt`. */
  readonly boughtAt?: string | null;
  readonly paidAt: string | null;
  /** When the platform changed it last. */
  readonly changedAt: string;
  readonly refunds: readonly PlatformRefund[];
}

export interface PlatformRefund {
  readonly id: string;
  readonly at: string;
  readonly amountMinor: number;
}

/**
 * The events of an order's state. Each says a fact that happens to an order once, under an id of its own: a platform
 * that reports the order twenty times makes each of them once.
 */
export function orderEventsOf(order: PlatformOrder): readonly unknown[] {
  const { meaning } = order;
  switch (meaning) {
    case 'bought':
      return [placed(order), ...paid(order), ...refunded(order)];
    case 'payment_pending':
      return [{ ...named(order, 'pending', order.orderedAt), type: 'order_pending', ...contents(order) }];
    case 'failed':
      return [{ ...named(order, 'failed', order.changedAt), type: 'order_failed', ...cartOf(order) }];
    case 'cancelled':
      return [{ ...named(order, 'cancelled', order.changedAt), type: 'order_cancelled' }, ...refunded(order)];
    case 'refunded':
      return [placed(order), ...refunded(order.refunds.length > 0 ? order : withWholeRefund(order))];
    case 'ignored':
      return [];
    default:
      return assertNever(meaning);
  }
}

function placed(order: PlatformOrder): unknown {
  return { ...named(order, 'placed', order.boughtAt ?? order.orderedAt), type: 'order_placed', ...contents(order) };
}

function paid(order: PlatformOrder): readonly unknown[] {
  return order.paidAt === null ? [] : [{ ...named(order, 'paid', order.paidAt), type: 'order_paid' }];
}

/** One event for each refund of an order. */
export function refunded(
  order: Pick<PlatformOrder, 'platform' | 'orderId' | 'who' | 'currency' | 'refunds'>,
): readonly unknown[] {
  return order.refunds
    .filter(({ amountMinor }) => amountMinor > 0)
    .map(({ id, at, amountMinor }) => ({
      ...named(order, `refund:${id}`, at),
      type: 'order_refunded',
      refundedMinor: amountMinor,
      currency: order.currency,
    }));
}

/** A platform that calls an order refunded and lists no refund gave everything back. */
function withWholeRefund(order: PlatformOrder): PlatformOrder {
  return { ...order, refunds: [{ id: 'whole', at: order.changedAt, amountMinor: order.totalMinor }] };
}

function named(
  { platform, orderId, who }: Pick<PlatformOrder, 'platform' | 'orderId' | 'who'>,
  fact: string,
  occurredAt: string,
) {
  return { id: eventIdOf(platform, 'order', orderId, fact), occurredAt, who, orderId };
}

function contents(order: PlatformOrder) {
  const { lines, totalMinor, currency } = order;
  return { ...cartOf(order), ...(lines && { lines }), totalMinor, currency };
}

function cartOf({ cartId }: PlatformOrder) {
  return cartId === undefined ? {} : { cartId };
}
