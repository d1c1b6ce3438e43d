import { assertNever } from '../../../domain/assert-never.ts';
import type { CartOperation, OrderedGoods } from '../../../domain/cart.ts';
import type { MatchedEvent } from '../../../events/matched-event.ts';
import { cartIdOf } from '../../shared/ids.ts';
import type { OrderOperation } from '../carts/cart-changes.ts';
import type { OrderEvent } from './order-event.ts';
import { emptyOrder, type OrderRow, statusOfOrder } from './order-row.ts';

/**
 * What the change of an order does to the cart that it names: the cart follows what stands of the order. Only some events
 * name the cart; the first that does also brings what was known before.
 */
export function orderOperations(before: OrderRow, after: OrderRow, seen: OrderEvent): readonly OrderOperation[] {
  const { storeId, cartId } = after;
  if (cartId === null) return [];
  const { event } = seen;
  const named = 'cartId' in event && event.cartId !== undefined ? event.cartId : null;
  const externalCartId = named !== null && cartIdOf(storeId, named) === cartId ? named : null;
  const isNews = statusOfOrder(before) !== statusOfOrder(after) || before.cartId === null;
  const operation = isNews ? operationOf(before, after) : null;
  return operation ? [{ storeId, cartId, externalCartId, operation, touch: touchOf(seen) }] : [];
}

/** What an order that was kept before does to the cart that it is of. `externalCartId` is the shop's own id of it. */
export function operationsOfKept(order: OrderRow, externalCartId: string): readonly OrderOperation[] {
  const { storeId, id } = order;
  const operation = operationOf(emptyOrder(storeId, id, order.externalId), order);
  const cartId = cartIdOf(storeId, externalCartId);
  return operation ? [{ storeId, cartId, externalCartId, operation, touch: null }] : [];
}

/** `at` is when we were told: by then the cart held what was ordered. Null: nothing is known yet that concerns a cart. */
function operationOf(before: OrderRow, after: OrderRow): CartOperation | null {
  const status = statusOfOrder(after);
  const at = after.arrivedAt;
  if (status === null || at === null) return null;
  const id = `order:${after.id}:${status}:${at}`;
  switch (status) {
    case 'placed':
      return {
        id,
        at,
        kind: 'purchase',
        orderId: after.id,
        statedAt: after.placedStatedAt ?? at,
        lines: goodsOf(after),
        own: true,
      };
    case 'pending':
      return { id, at, kind: 'payment_pending' };
    case 'failed':
      return { id, at, kind: 'payment_failed' };
    case 'cancelled': {
      // What was bought has left the cart already.
      const lines = statusOfOrder(before) === 'placed' && before.cartId !== null ? [] : goodsOf(after);
      return { id, at, kind: 'purchase_cancelled', orderId: after.id, lines };
    }
    default:
      return assertNever(status);
  }
}

function goodsOf({ lines }: Pick<OrderRow, 'lines'>): OrderedGoods {
  return lines?.map(({ productId, variantId, quantity }) => ({ productId, variantId, quantity })) ?? 'everything';
}

/** What the purchase of an order takes out of another cart of its customer or device. */
export function purchaseElsewhere(order: KnownPurchase): CartOperation | null {
  const { id: orderId, arrivedAt: at, placedStatedAt } = order;
  if (at === null) return null;
  // Without its lines an order took its own cart, and nobody knows what of another one.
  const lines = order.lines === null && order.cartId !== null ? [] : goodsOf(order);
  return {
    id: `order:${orderId}:elsewhere:${at}`,
    at,
    kind: 'purchase',
    orderId,
    // What it took is not known, so nothing told after it is known to be anything else: only a later time is.
    statedAt: order.lines === null ? at : (placedStatedAt ?? at),
    lines,
    own: false,
  };
}

export type KnownPurchase = Pick<OrderRow, 'id' | 'cartId' | 'lines' | 'arrivedAt' | 'placedStatedAt'>;

/** Ordering and paying are done by the cart's customer; calling an order off may be the shop's doing. */
function touchOf(seen: OrderEvent): MatchedEvent | null {
  return seen.event.type === 'order_cancelled' ? null : seen;
}
