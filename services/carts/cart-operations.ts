import type { CartOperation } from '../../domain/cart.ts';
import type { SeenEvent } from '../pipeline/seen-event.ts';

/** What an event does to the cart that it names; null when it concerns no cart by itself (orders: see `order-operations`). */
export function cartOperationOf({
  event,
  at,
}: SeenEvent): { readonly externalId: string; readonly operation: CartOperation } | null {
  const { id } = event;
  switch (event.type) {
    case 'cart_updated':
    case 'checkout_started':
    case 'checkout_updated': {
      const { lines, currency, valueMinor } = event;
      const checkout = event.type !== 'cart_updated';
      return {
        externalId: event.cartId,
        operation: {
          id,
          at,
          kind: 'snapshot',
          lines,
          ...(currency && { currency }),
          ...(valueMinor !== undefined && { valueMinor }),
          ...(checkout && { checkout }),
        },
      };
    }
    case 'line_added':
      return {
        externalId: event.cartId,
        operation: { id, at, kind: 'add', line: event.line, ...(event.currency && { currency: event.currency }) },
      };
    case 'line_removed':
      return {
        externalId: event.cartId,
        operation: { id, at, kind: 'remove', productId: event.productId, quantity: event.quantity },
      };
    case 'product_viewed':
      return event.cartId === undefined ? null : { externalId: event.cartId, operation: { id, at, kind: 'view' } };
    default:
      return null;
  }
}
