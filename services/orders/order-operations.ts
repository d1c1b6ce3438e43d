import type { CartOperation } from '../../domain/cart.ts';
import type { OrderOperation } from '../carts/cart-changes.ts';
import { cartIdOf } from '../ids.ts';
import type { SeenEvent } from '../pipeline/seen-event.ts';
import type { OrderEvent } from './apply-order-events.ts';
import type { OrderRow } from './order-row.ts';

/**
 * What an event of an order does to its cart. Only some events name the cart: the first that does also brings what was
 * known of the order before, so that the cart is the same in whatever order they arrive.
 */
export function orderOperations(before: OrderRow, after: OrderRow, seen: OrderEvent): readonly OrderOperation[] {
  if (after.cartId === null) return [];
  const { event } = seen;
  const cartId = after.cartId;
  const external = 'cartId' in event && event.cartId !== undefined ? event.cartId : null;
  const externalCartId = external !== null && cartIdOf(after.storeId, external) === cartId ? external : null;
  const own = operationOf(before, after, seen);
  const earlier = before.cartId === null ? earlierOperations(before, externalCartId) : [];
  return [...(own ? [{ operation: own, touch: touchOf(seen) }] : []), ...earlier].map((done) => ({
    storeId: after.storeId,
    cartId,
    externalCartId,
    ...done,
  }));
}

/** What an order that was kept before does to the cart that it is of. `externalCartId` is the shop's own id of it. */
export function operationsOfKept(order: OrderRow, externalCartId: string): readonly OrderOperation[] {
  const { storeId } = order;
  const cartId = cartIdOf(storeId, externalCartId);
  return earlierOperations(order, externalCartId).map((done) => ({ storeId, cartId, externalCartId, ...done }));
}

/** Null: the event says nothing new of the cart. */
function operationOf(before: OrderRow, after: OrderRow, { event, at }: OrderEvent): CartOperation | null {
  switch (event.type) {
    case 'order_placed':
      return before.placedAt === null ? purchase(after, { id: event.id, at }) : null;
    case 'order_pending':
      return { id: event.id, at, kind: 'payment_pending' };
    case 'order_failed':
      return { id: event.id, at, kind: 'payment_failed' };
    case 'order_cancelled':
      return before.cancelledAt === null ? cancellation(after.id, at) : null;
    default:
      return null;
  }
}

function earlierOperations(
  order: OrderRow,
  externalCartId: string | null,
): { operation: CartOperation; touch: null }[] {
  // A cart that nobody named by the shop's id was never opened: there is nothing to do to it.
  if (externalCartId === null) return [];
  const { id, pendingAt, placedAt, failedAt, cancelledAt } = order;
  return [
    ...(pendingAt === null ? [] : [{ id: `pending:${id}`, at: pendingAt, kind: 'payment_pending' } as const]),
    ...(placedAt === null ? [] : [purchase(order, { id: `placed:${id}`, at: placedAt })]),
    ...(failedAt === null ? [] : [{ id: `failed:${id}`, at: failedAt, kind: 'payment_failed' } as const]),
    ...(cancelledAt === null ? [] : [cancellation(id, cancelledAt)]),
  ].map((operation) => ({ operation, touch: null }));
}

function purchase({ lines }: OrderRow, { id, at }: { readonly id: string; readonly at: number }): CartOperation {
  const taken = lines?.map(({ productId, quantity }) => ({ productId, quantity })) ?? 'everything';
  return { id, at, kind: 'purchase', lines: taken };
}

function cancellation(orderId: string, at: number): CartOperation {
  return { id: `cancelled:${orderId}`, at, kind: 'purchase_cancelled' };
}

/** Ordering and paying are done by the cart's shopper; calling an order off may be the shop's doing. */
function touchOf(seen: OrderEvent): SeenEvent | null {
  return seen.event.type === 'order_cancelled' ? null : seen;
}
