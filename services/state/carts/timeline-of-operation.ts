import { assertNever } from '../../../domain/assert-never.ts';
import type { CartLine, CartOperation } from '../../../domain/cart.ts';
import { noReferences, type TimelineEntry } from './timeline-entry.ts';

/** What the shopper did, as the cart's fold keeps it. */
export function timelineOfOperation(operation: CartOperation, orderNames: ReadonlyMap<string, string>): TimelineEntry {
  const purchase = operation.kind === 'purchase' || operation.kind === 'purchase_cancelled';
  return {
    ...noReferences,
    at: new Date(operation.at),
    kind: purchase ? 'purchase' : 'activity',
    ...told(operation, orderNames),
    text: operationText(operation),
  };
}

/** Orders go by the shop's own ids, where they are known. */
function told(
  operation: CartOperation,
  orderNames: ReadonlyMap<string, string>,
): Pick<TimelineEntry, 'event' | 'values'> {
  const order = 'orderId' in operation ? (orderNames.get(operation.orderId) ?? operation.orderId) : null;
  switch (operation.kind) {
    case 'snapshot':
      return {
        event: operation.checkout ? 'checkout_told' : 'cart_told',
        values: { lines: operation.lines.length },
      };
    case 'add':
      return { event: 'added', values: goodsOf(operation.line) };
    case 'remove':
      return { event: 'removed', values: { quantity: operation.quantity, product: operation.productId } };
    case 'purchase':
      return operation.lines === 'everything'
        ? { event: 'bought_everything', values: { order } }
        : { event: 'bought', values: { order, lines: operation.lines.length } };
    case 'purchase_cancelled':
      return { event: 'order_called_off', values: { order } };
    case 'payment_pending':
      return { event: 'payment_awaited', values: {} };
    case 'payment_failed':
      return { event: 'payment_failed', values: {} };
    case 'view':
      return { event: 'product_seen', values: {} };
    case 'browse':
      return { event: 'product_browsed', values: goodsOf(operation.line) };
    default:
      return assertNever(operation);
  }
}

function goodsOf({ quantity, productId, name }: CartLine) {
  return { quantity, product: name ?? productId };
}

function operationText(operation: CartOperation): string {
  switch (operation.kind) {
    case 'snapshot':
      return `${operation.checkout ? 'Checkout' : 'Cart'} with ${count(operation.lines.length, 'line')}.`;
    case 'add':
      return `Added ${operation.line.quantity} × ${operation.line.productId}.`;
    case 'remove':
      return `Removed ${operation.quantity} × ${operation.productId}.`;
    case 'purchase':
      return operation.lines === 'everything'
        ? 'Bought everything.'
        : `Bought ${count(operation.lines.length, 'line')}.`;
    case 'purchase_cancelled':
      return 'The order was cancelled.';
    case 'payment_pending':
      return 'Ordered; the payment is waited for.';
    case 'payment_failed':
      return 'The payment failed.';
    case 'view':
      return 'Looked at a product.';
    case 'browse':
      return `Looked at ${operation.line.productId}.`;
    default:
      return assertNever(operation);
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
