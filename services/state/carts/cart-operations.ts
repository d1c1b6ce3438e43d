import type { CartOperation } from '../../../domain/cart.ts';
import type { MatchedEvent } from '../../../events/matched-event.ts';

export interface NamedOperation {
  readonly externalId: string;
  readonly operation: CartOperation;
}

/**
 * What an event does to the cart that it names; null when it concerns no cart by itself (orders: see `order-operations`).
 * Where the store follows browsing, what a known customer looks at outside a cart makes one that stands for it.
 */
export function cartOperationOf(
  { event, at, customerId }: MatchedEvent,
  { followBrowsing }: { readonly followBrowsing: boolean },
): NamedOperation | null {
  const { id, receivedAt: arrivedAt } = event;
  switch (event.type) {
    case 'cart_updated':
    case 'checkout_started':
    case 'checkout_updated': {
      const { lines, currency, valueMinor, linesOmitted } = event;
      const checkout = event.type !== 'cart_updated';
      return {
        externalId: event.cartId,
        operation: {
          id,
          at,
          arrivedAt,
          kind: 'snapshot',
          lines,
          ...(currency && { currency }),
          ...(valueMinor !== undefined && { valueMinor }),
          ...(linesOmitted !== undefined && { linesOmitted }),
          ...(checkout && { checkout }),
        },
      };
    }
    case 'line_added':
      return {
        externalId: event.cartId,
        operation: {
          id,
          at,
          arrivedAt,
          kind: 'add',
          line: event.line,
          ...(event.currency && { currency: event.currency }),
        },
      };
    case 'line_removed':
      return {
        externalId: event.cartId,
        operation: {
          id,
          at,
          arrivedAt,
          kind: 'remove',
          productId: event.productId,
          ...(event.variantId !== undefined && { variantId: event.variantId }),
          quantity: event.quantity,
        },
      };
    case 'product_viewed': {
      if (event.cartId !== undefined)
        return { externalId: event.cartId, operation: { id, at, arrivedAt, kind: 'view' } };
      if (!followBrowsing || customerId === null) return null;
      const { productId, variantId, currency, unitPriceMinor, name, url, imageUrl, category } = event;
      return {
        externalId: `browsing:${customerId}`,
        operation: {
          id,
          at,
          arrivedAt,
          kind: 'browse',
          line: { productId, variantId, quantity: 1, unitPriceMinor, name, url, imageUrl, category },
          ...(currency && { currency }),
        },
      };
    }
    default:
      return null;
  }
}
