import { assertNever } from '../../domain/assert-never.ts';
import type { OrderOperation } from '../carts/cart-changes.ts';
import { cartIdOf, orderIdOf } from '../ids.ts';
import { ofType, type SeenEvent, type SeenOf } from '../pipeline/seen-event.ts';
import { operationsOfKept, orderOperations } from './order-operations.ts';
import { emptyOrder, type OrderRow } from './order-row.ts';

const orderTypes = [
  'order_pending',
  'order_failed',
  'order_placed',
  'order_paid',
  'order_cancelled',
  'order_refunded',
] as const;

/** Refunds of one order that are recognised when they are told again. */
const refundsKnownMax = 200;

export type OrderEvent = SeenOf<(typeof orderTypes)[number]>;

export interface OrderChanges {
  readonly orders: readonly OrderRow[];
  /** Orders of which this batch brought the placing: they end recoveries. */
  readonly placed: readonly OrderRow[];
  readonly operations: readonly OrderOperation[];
}

export function orderEventsOf(events: readonly SeenEvent[]): readonly OrderEvent[] {
  return ofType(events, ...orderTypes);
}

/** An order that turned out to be of another cart than it was kept under; `cartId` is the shop's own. */
export interface MovedOrder {
  readonly order: OrderRow;
  readonly cartId: string;
}

/** What order events make of the orders and do to carts, in whatever order they arrive. */
export function applyOrderEvents(
  before: ReadonlyMap<string, OrderRow>,
  events: readonly OrderEvent[],
  moved: readonly MovedOrder[] = [],
): OrderChanges {
  const orders = new Map<string, OrderRow>();
  const placed = new Set<string>();
  const operations: OrderOperation[] = [];
  for (const { order, cartId } of moved) {
    orders.set(order.id, order);
    if (order.placedAt !== null) placed.add(order.id);
    operations.push(...operationsOfKept(order, cartId));
  }
  for (const seen of events) {
    const { storeId, orderId } = seen.event;
    const id = orderIdOf(storeId, orderId);
    const order = orders.get(id) ?? before.get(id) ?? emptyOrder(storeId, id, orderId);
    const after = applyOrderEvent(order, seen);
    orders.set(id, after);
    if (order.placedAt === null && after.placedAt !== null) placed.add(id);
    operations.push(...orderOperations(order, after, seen));
  }
  return { orders: [...orders.values()], placed: [...placed].flatMap((id) => orders.get(id) ?? []), operations };
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
        cartId: event.cartId === undefined ? order.cartId : cartIdOf(event.storeId, event.cartId),
        lines: event.lines ?? null,
        totalMinor: event.totalMinor ?? null,
        currency: event.currency ?? null,
        placedAt: at,
      };
    case 'order_pending':
      // What the placing said is surer, whichever came first.
      return {
        ...withCart(order, event),
        pendingAt: Math.min(order.pendingAt ?? at, at),
        ...(order.placedAt === null && {
          customerId: personId,
          anonymousId: event.who.anonymousId ?? null,
          lines: event.lines ?? null,
          totalMinor: event.totalMinor ?? null,
          currency: event.currency ?? null,
        }),
      };
    case 'order_failed':
      return { ...withCart(order, event), failedAt: Math.max(order.failedAt ?? at, at) };
    case 'order_paid':
      return { ...order, paidAt: Math.min(order.paidAt ?? at, at) };
    case 'order_cancelled':
      return { ...order, cancelledAt: order.cancelledAt ?? at };
    case 'order_refunded':
      // The log forgets an event's id after its window; an order that changes years later tells its refunds again.
      if (order.refundIds.includes(event.id)) return order;
      return {
        ...order,
        refundIds: [...order.refundIds, event.id].slice(-refundsKnownMax),
        refundedMinor: order.refundedMinor + event.refundedMinor,
        refundedAt: Math.max(order.refundedAt ?? at, at),
      };
    default:
      return assertNever(event);
  }
}

/** The first cart that is named stays the order's. */
function withCart(
  order: OrderRow,
  { storeId, cartId }: { readonly storeId: string; readonly cartId?: string | undefined },
): OrderRow {
  return order.cartId !== null || cartId === undefined ? order : { ...order, cartId: cartIdOf(storeId, cartId) };
}
