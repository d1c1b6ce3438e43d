import { assertNever } from '../domain/assert-never.ts';
import type { EventLine } from './cart-line-of.ts';
import { eventIdOf } from './event-id.ts';
import type { Fields } from './fields.ts';
import type { OrderMeaning } from './platform.ts';
import { isNobody, type KnownCustomer } from './who.ts';

/**
 * An order as a platform describes it at one moment. Its id and its buyer or cart make it an order: everything else may
 * be missing. Times are ISO 8601.
 */
export interface PlatformOrder {
  readonly platform: string;
  readonly orderId: string;
  /** Empty: the platform names nobody, and the cart says whose order it is. */
  readonly who: KnownCustomer;
  readonly meaning: OrderMeaning;
  readonly cartId?: string | undefined;
  /** Other ids by which the platform calls this cart. */
  readonly cartAliases?: readonly string[] | undefined;
  /** Absent: the order took the whole cart. */
  readonly lines?: readonly EventLine[] | undefined;
  /** Lines that the order has beside these, and that could not be read. */
  readonly linesOmitted?: number;
  /** Null: not told, or in no form that can be read. */
  readonly totalMinor: number | null;
  readonly currency: string | null;
  /** Details that were told and could not be used, by the names of the event's fields. */
  readonly incomplete?: readonly string[];
  readonly orderedAt: string;
  /** When it became bought, where that is later than `orderedAt`. */
  readonly boughtAt?: string | null;
  readonly paidAt: string | null;
  /** When the platform changed it last. */
  readonly changedAt: string;
  /** Tells this state from the others of the order, the same however often it is told. Default: `changedAt`. */
  readonly version?: string | undefined;
  readonly refunds: readonly PlatformRefund[];
}

export interface PlatformRefund {
  readonly id: string;
  readonly at: string;
  readonly amountMinor: number;
}

/**
 * The events of an order's state. A payment and each refund happen once and have one id. An order may be placed,
 * cancelled, and placed again: those ids say which change of the order they are of, so a state that is told again is the
 * same event, and one that comes back is another.
 */
export function orderEventsOf(order: PlatformOrder): readonly unknown[] {
  const { meaning } = order;
  switch (meaning) {
    case 'bought':
      return hasBuyer(order) ? [placed(order), ...paid(order), ...refunded(order)] : refunded(order);
    case 'payment_pending':
      return hasBuyer(order) ? [pending(order)] : [];
    case 'failed':
      return [{ ...changed(order, 'failed', order.changedAt), type: 'order_failed', ...cartOf(order) }];
    case 'cancelled':
      return [{ ...changed(order, 'cancelled', order.changedAt), type: 'order_cancelled' }, ...refunded(order)];
    case 'refunded':
      return [
        ...(hasBuyer(order) ? [placed(order)] : []),
        ...refunded(order.refunds.length > 0 ? order : withWholeRefund(order)),
      ];
    case 'ignored':
      return [];
    default:
      return assertNever(meaning);
  }
}

function placed(order: PlatformOrder): unknown {
  return { ...changed(order, 'placed', order.boughtAt ?? order.orderedAt), type: 'order_placed', ...contents(order) };
}

function pending(order: PlatformOrder): unknown {
  return { ...changed(order, 'pending', order.orderedAt), type: 'order_pending', ...contents(order) };
}

/** An order of nobody and of no cart can be counted for nobody; that one was cancelled or given back is known by its id. */
function hasBuyer({ who, cartId }: PlatformOrder): boolean {
  return cartId !== undefined || !isNobody(who);
}

function paid(order: PlatformOrder): readonly unknown[] {
  return order.paidAt === null ? [] : [{ ...named(order, 'paid', order.paidAt), type: 'order_paid' }];
}

/** One event for each refund of an order. */
export function refunded(
  order: Pick<PlatformOrder, 'platform' | 'orderId' | 'who' | 'currency' | 'refunds'>,
): readonly Fields[] {
  return order.refunds
    .filter(({ amountMinor }) => amountMinor > 0)
    .map(({ id, at, amountMinor }) => ({
      ...named(order, `refund:${id}`, at),
      type: 'order_refunded',
      refundedMinor: amountMinor,
      ...(order.currency !== null && { currency: order.currency }),
    }));
}

/** A platform that calls an order refunded and lists no refund gave everything back, however much that was. */
function withWholeRefund(order: PlatformOrder): PlatformOrder {
  if (order.totalMinor === null) return order;
  return { ...order, refunds: [{ id: 'whole', at: order.changedAt, amountMinor: order.totalMinor }] };
}

/** A fact that may come back. */
function changed(order: PlatformOrder, fact: string, occurredAt: string) {
  const { version, changedAt } = order;
  const event = named(order, `${fact}:${version ?? changedAt}`, occurredAt);
  return changedAt === occurredAt ? event : { ...event, changedAt };
}

function named(
  { platform, orderId, who }: Pick<PlatformOrder, 'platform' | 'orderId' | 'who'>,
  fact: string,
  occurredAt: string,
) {
  return { id: eventIdOf(platform, 'order', orderId, fact), occurredAt, who, orderId };
}

function contents(order: PlatformOrder) {
  const { cartAliases, lines, linesOmitted = 0, totalMinor, currency, incomplete = [] } = order;
  return {
    ...cartOf(order),
    ...(cartAliases && { cartAliases }),
    ...(lines && { lines }),
    ...(lines && linesOmitted > 0 && { linesOmitted }),
    ...(totalMinor !== null && { totalMinor }),
    ...(currency !== null && { currency }),
    ...(incomplete.length > 0 && { incomplete }),
  };
}

function cartOf({ cartId }: PlatformOrder) {
  return cartId === undefined ? {} : { cartId };
}
