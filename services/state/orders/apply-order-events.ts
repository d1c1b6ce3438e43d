import { assertNever } from '../../../domain/assert-never.ts';
import { isKnown, refundedMinor } from '../../../domain/refunds.ts';
import type { MatchedOf } from '../../../events/matched-event.ts';
import { happenedAt } from '../../../events/matched-event.ts';
import { cartIdOf, orderIdOf } from '../../shared/ids.ts';
import type { OrderOperation } from '../carts/cart-changes.ts';
import type { OrderEvent } from './order-event.ts';
import { operationsOfKept, orderOperations } from './order-operations.ts';
import { emptyOrder, type OrderRow, statusOfOrder } from './order-row.ts';

/** Refunds of one order that are recognised when they are told again. */
const refundsKnownMax = 200;

type Purchase = MatchedOf<'order_placed' | 'order_pending'>;

export interface OrderChanges {
  readonly orders: readonly OrderRow[];
  /** Orders that this batch made a purchase, for the first time or again: they end recoveries. */
  readonly placed: readonly OrderRow[];
  /** Purchases of which this batch told the goods: they leave every cart of the customer and the device. */
  readonly bought: readonly OrderRow[];
  readonly operations: readonly OrderOperation[];
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
  const bought = new Set<string>();
  const operations: OrderOperation[] = [];
  for (const { order, cartId } of moved) {
    orders.set(order.id, order);
    if (isPlaced(order)) for (const ids of [placed, bought]) ids.add(order.id);
    operations.push(...operationsOfKept(order, cartId));
  }
  for (const seen of events) {
    const { storeId, orderId } = seen.event;
    const id = orderIdOf(storeId, orderId);
    const order = orders.get(id) ?? before.get(id) ?? emptyOrder(storeId, id, orderId);
    const after = applyOrderEvent(order, seen);
    orders.set(id, after);
    if (isPlaced(after) && !isPlaced(order)) placed.add(id);
    if (!isPlaced(after)) placed.delete(id);
    if (isPlaced(after) && (placed.has(id) || order.lines === null)) bought.add(id);
    operations.push(...orderOperations(order, after, seen));
  }
  const now = (ids: ReadonlySet<string>) => [...ids].flatMap((id) => orders.get(id) ?? []);
  return { orders: [...orders.values()], placed: now(placed), bought: now(bought).filter(isPlaced), operations };
}

function isPlaced(order: OrderRow): boolean {
  return statusOfOrder(order) === 'placed';
}

function applyOrderEvent(order: OrderRow, seen: OrderEvent): OrderRow {
  const after = withRefunds(order, withFact(order, seen));
  // An order that is told once more (webhook and page, or each time it is packed and sent) has arrived once.
  const isNews = statusOfOrder(after) !== statusOfOrder(order);
  return isNews ? { ...after, arrivedAt: Math.max(order.arrivedAt ?? 0, seen.event.receivedAt) } : after;
}

function withFact(order: OrderRow, { event, at, customerId }: OrderEvent): OrderRow {
  const statedAt = statedAtOf(event, at);
  switch (event.type) {
    case 'order_placed':
      return {
        ...withDetails(order, { event, at, customerId }),
        placedAt: order.placedAt ?? at,
        placedStatedAt: newest(order.placedStatedAt, statedAt),
      };
    case 'order_pending':
      return { ...withDetails(order, { event, at, customerId }), pendingAt: newest(order.pendingAt, statedAt) };
    case 'order_failed':
      return { ...withCart(order, event), failedAt: newest(order.failedAt, statedAt) };
    case 'order_paid':
      return { ...order, paidAt: Math.min(order.paidAt ?? at, at) };
    case 'order_cancelled':
      return { ...order, cancelledAt: newest(order.cancelledAt, statedAt) };
    case 'order_refunded':
      // The log forgets an event's id after its window; an order that changes years later tells its refunds again.
      if (isKnown(order.refundIds, event.id)) return order;
      return {
        ...order,
        refundIds: [
          ...order.refundIds,
          { id: event.id, refundedMinor: event.refundedMinor, ...(event.currency && { currency: event.currency }) },
        ],
        refundedAt: newest(order.refundedAt, at),
      };
    default:
      return assertNever(event);
  }
}

/** What the placing said is surer than what the waiting said, whichever came first; what is missing is filled in. */
function withDetails(order: OrderRow, { event, customerId }: Purchase): OrderRow {
  const told = {
    customerId: customerId,
    anonymousId: event.who.anonymousId ?? null,
    lines: linesOf(event),
    totalMinor: event.totalMinor ?? null,
    currency: event.currency ?? null,
  };
  const [first, second] = order.placedAt === null ? [told, order] : [order, told];
  const inOneCurrency = (first.currency ?? second.currency) === (second.currency ?? first.currency);
  return {
    ...withCart(order, event),
    customerId: first.customerId ?? second.customerId,
    anonymousId: first.anonymousId ?? second.anonymousId,
    lines: first.lines ?? second.lines,
    totalMinor: first.totalMinor ?? (inOneCurrency ? second.totalMinor : null),
    currency: first.currency ?? second.currency,
    incomplete: [...new Set([...order.incomplete, ...(event.incomplete ?? [])])],
  };
}

/** Of an order with more lines than an event carries nobody knows all: it took the whole cart. */
function linesOf({ lines, linesOmitted }: Purchase['event']): OrderRow['lines'] {
  return linesOmitted === undefined ? (lines ?? null) : null;
}

/** A shop's clock that runs ahead does not outdo what it says later. */
function statedAtOf(event: OrderEvent['event'], at: number): number {
  return event.changedAt === undefined ? at : happenedAt({ ...event, occurredAt: event.changedAt });
}

function newest(known: number | null, told: number): number {
  return Math.max(known ?? told, told);
}

/** The sum of the refunds changes with them and with the order's currency, which may come after them. */
function withRefunds(before: OrderRow, after: OrderRow): OrderRow {
  if (before.refundIds === after.refundIds && before.currency === after.currency) return after;
  const change = refundedMinor(after.refundIds, after.currency) - refundedMinor(before.refundIds, before.currency);
  return {
    ...after,
    refundIds: after.refundIds.slice(-refundsKnownMax),
    refundedMinor: after.refundedMinor + change,
  };
}

/** The first cart that is named stays the order's. */
function withCart(
  order: OrderRow,
  { storeId, cartId }: { readonly storeId: string; readonly cartId?: string | undefined },
): OrderRow {
  return order.cartId !== null || cartId === undefined ? order : { ...order, cartId: cartIdOf(storeId, cartId) };
}
