import { assertNever } from '../../domain/assert-never.ts';
import type { OrderOperation } from '../carts/cart-changes.ts';
import { cartIdOf, orderIdOf } from '../ids.ts';
import { ofType, type SeenEvent, type SeenOf } from '../pipeline/seen-event.ts';
import { emptyOrder, type OrderRow } from './order-row.ts';

export type OrderEvent = SeenOf<'order_placed' | 'order_paid' | 'order_cancelled' | 'order_refunded'>;

export interface OrderChanges {
  readonly orders: readonly OrderRow[];
  /** Orders of which this batch brought the placing: they end recoveries. */
  readonly placed: readonly OrderRow[];
  readonly operations: readonly OrderOperation[];
}

export function orderEventsOf(events: readonly SeenEvent[]): readonly OrderEvent[] {
  return ofType(events, 'order_placed', 'order_paid', 'order_cancelled', 'order_refunded');
}

/** What order events make of the orders and do to carts, in whatever order they arrive. */
export function applyOrderEvents(before: ReadonlyMap<string, OrderRow>, events: readonly OrderEvent[]): OrderChanges {
  const orders = new Map<string, OrderRow>();
  const placed = new Set<string>();
  const operations: OrderOperation[] = [];
  for (const seen of events) {
    const { storeId, orderId } = seen.event;
    const id = orderIdOf(storeId, orderId);
    const order = orders.get(id) ?? before.get(id) ?? emptyOrder(storeId, id, orderId);
    orders.set(id, applyOrderEvent(order, seen));
    if (isPlacing(seen) && order.placedAt === null) {
      placed.add(id);
      operations.push(...cartPurchase(seen, order));
    } else if (seen.event.type === 'order_cancelled' && order.cancelledAt === null && order.cartId !== null) {
      operations.push(cancellation({ ...order, cartId: order.cartId, cancelledAt: seen.at }));
    }
  }
  return { orders: [...orders.values()], placed: [...placed].flatMap((id) => orders.get(id) ?? []), operations };
}

function isPlacing(seen: OrderEvent): seen is SeenOf<'order_placed'> {
  return seen.event.type === 'order_placed';
}

function cartPurchase(seen: SeenOf<'order_placed'>, order: OrderRow): OrderOperation[] {
  const { storeId, id, cartId: externalCartId, lines } = seen.event;
  if (externalCartId === undefined) return [];
  const cartId = cartIdOf(storeId, externalCartId);
  const taken = lines?.map(({ productId, quantity }) => ({ productId, quantity })) ?? 'everything';
  const purchase: OrderOperation = {
    storeId,
    cartId,
    externalCartId,
    operation: { id, at: seen.at, kind: 'purchase', lines: taken },
    touch: seen,
  };
  return order.cancelledAt === null
    ? [purchase]
    : [purchase, cancellation({ ...order, cartId, cancelledAt: order.cancelledAt })];
}

function cancellation({
  storeId,
  id,
  cartId,
  cancelledAt,
}: Pick<OrderRow, 'storeId' | 'id'> & { cartId: string; cancelledAt: number }): OrderOperation {
  return {
    storeId,
    cartId,
    externalCartId: null,
    operation: { id: `cancelled:${id}`, at: cancelledAt, kind: 'purchase_cancelled' },
    touch: null,
  };
}

function applyOrderEvent(order: OrderRow, { event, at, personId }: OrderEvent): OrderRow {
  switch (event.type) {
    case 'order_placed':
      // A shop that reports one order twice (webhook and page) placed it once.
      if (order.placedAt !== null) return order;
      return {
        ...order,
        customerId: personId,
        anonymousId: event.who.anonymousId ?? null,
        cartId: event.cartId === undefined ? null : cartIdOf(event.storeId, event.cartId),
        lines: event.lines ?? null,
        totalMinor: event.totalMinor,
        currency: event.currency,
        placedAt: at,
      };
    case 'order_paid':
      return { ...order, paidAt: Math.min(order.paidAt ?? at, at) };
    case 'order_cancelled':
      return { ...order, cancelledAt: order.cancelledAt ?? at };
    case 'order_refunded':
      return {
        ...order,
        refundedMinor: order.refundedMinor + event.refundedMinor,
        refundedAt: Math.max(order.refundedAt ?? at, at),
      };
    default:
      return assertNever(event);
  }
}
