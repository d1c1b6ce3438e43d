/**
 * What stands of an order, of all that was said about it: the newest of placed and cancelled, by the times at which the
 * shop says that it changed the order, whatever order the change arrive in. Waiting for a payment, or failing to get one,
 * never undoes a purchase.
 */
export type OrderStatus = 'placed' | 'pending' | 'failed' | 'cancelled';

/** Newest time at which each was said to be so, by the shop's clock; null: never. Epoch milliseconds. */
export interface OrderNews {
  readonly placed: number | null;
  readonly pending: number | null;
  readonly failed: number | null;
  readonly cancelled: number | null;
}

/** Null: only payments or refunds are known of the order. Of two at one time, the surer reason not to write stands. */
export function orderStatusOf({ placed, pending, failed, cancelled }: OrderNews): OrderStatus | null {
  if (placed !== null && placed >= (cancelled ?? Number.NEGATIVE_INFINITY)) return 'placed';
  const unpaid = [
    ['cancelled', cancelled],
    ['pending', pending],
    ['failed', failed],
  ] as const;
  let newest: { readonly status: OrderStatus; readonly at: number } | null = null;
  for (const [status, at] of unpaid) if (at !== null && (newest === null || at > newest.at)) newest = { status, at };
  return newest?.status ?? null;
}

/**
 * Whether an order speaks for what lies in a cart of its customer, its device or its own: everything that was put there
 * until we were told of the order. Shops date orders by many clocks (when the checkout page was opened, in local time,
 * in whole seconds), so the order's own time says little; only a touch after its arrival can be a new wish. The fold of
 * a cart, the sweep, the claim of a message and the signals all ask this.
 */
export function orderSpeaksFor(order: ToldOrder, touchedAt: number): boolean {
  return order.arrivedAt >= touchedAt;
}

interface ToldOrder {
  /** Epoch milliseconds. */
  readonly arrivedAt: number;
}

/** The newest orders that may speak for a cart; null: none. */
export interface OrdersOfCart {
  /** Bought, naming the cart. */
  readonly own: ToldOrder | null;
  /** Bought by its customer or on its device. */
  readonly elsewhere: ToldOrder | null;
  /** Ordered by its customer or on its device, and not paid yet; an order of the cart itself is the cart's own stage. */
  readonly pending: ToldOrder | null;
}

/** What the orders say of a cart that was last touched at `touchedAt`; null: nothing. A purchase outranks a waiting order. */
export function whatOrdersSay(
  orders: OrdersOfCart,
  touchedAt: number,
): 'bought' | 'bought_elsewhere' | 'pending' | null {
  if (orders.own && orderSpeaksFor(orders.own, touchedAt)) return 'bought';
  if (orders.elsewhere && orderSpeaksFor(orders.elsewhere, touchedAt)) return 'bought_elsewhere';
  if (orders.pending && orderSpeaksFor(orders.pending, touchedAt)) return 'pending';
  return null;
}
