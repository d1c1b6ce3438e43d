import type { CartLines } from '../../domain/cart-lines.ts';

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
  readonly refundedMinor: number;
  /** Events that `refundedMinor` counts. */
  readonly refundIds: readonly string[];
  readonly currency: string | null;
  /** Bought. */
  readonly placedAt: number | null;
  readonly pendingAt: number | null;
  /** Newest failed payment. */
  readonly failedAt: number | null;
  readonly paidAt: number | null;
  readonly cancelledAt: number | null;
  readonly refundedAt: number | null;
  readonly recoveryId: string | null;
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
    placedAt: null,
    pendingAt: null,
    failedAt: null,
    paidAt: null,
    cancelledAt: null,
    refundedAt: null,
    recoveryId: null,
  };
}
