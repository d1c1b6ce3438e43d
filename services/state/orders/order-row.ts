import type { CartLines } from '../../../domain/cart-lines.ts';
import { type OrderStatus, orderStatusOf } from '../../../domain/order-status.ts';
import type { KnownRefund } from '../../../domain/refunds.ts';

/** An order as the pipeline reads and writes it. Times in epoch milliseconds; null: not known (yet). */
export interface OrderRow {
  readonly storeId: string;
  readonly id: string;
  readonly externalId: string;
  readonly customerId: string | null;
  readonly anonymousId: string | null;
  readonly cartId: string | null;
  readonly lines: CartLines | null;
  readonly totalMinor: number | null;
  /** In the order's currency: `refundedMinor` of `domain/refunds.ts`. */
  readonly refundedMinor: number;
  readonly refundIds: readonly KnownRefund[];
  readonly currency: string | null;
  /** Details that were told and could not be used, e.g. `totalMinor`. */
  readonly incomplete: readonly string[];
  /** Bought, as the shop dates it: what figures count by. */
  readonly placedAt: number | null;
  /** When the shop said last that it is bought: stands against `cancelledAt`. */
  readonly placedStatedAt: number | null;
  /** Newest: ordered without being paid, a failed payment, called off. */
  readonly pendingAt: number | null;
  readonly failedAt: number | null;
  readonly cancelledAt: number | null;
  readonly paidAt: number | null;
  readonly refundedAt: number | null;
  /** When we were told what stands of it: it speaks for carts that were touched until then (`domain/order-status.ts`). */
  readonly arrivedAt: number | null;
  readonly recoveryId: string | null;
  /** The message that it is credited to by last touch. */
  readonly touchMessageId: string | null;
}

export function emptyOrder(storeId: string, id: string, externalId: string): OrderRow {
  return {
    storeId,
    id,
    externalId,
    customerId: null,
    anonymousId: null,
    cartId: null,
    lines: null,
    totalMinor: null,
    refundedMinor: 0,
    refundIds: [],
    currency: null,
    incomplete: [],
    placedAt: null,
    placedStatedAt: null,
    pendingAt: null,
    failedAt: null,
    cancelledAt: null,
    paidAt: null,
    refundedAt: null,
    arrivedAt: null,
    recoveryId: null,
    touchMessageId: null,
  };
}

export function statusOfOrder(order: OrderRow): OrderStatus | null {
  const { placedStatedAt: placed, pendingAt: pending, failedAt: failed, cancelledAt: cancelled } = order;
  return orderStatusOf({ placed, pending, failed, cancelled });
}
