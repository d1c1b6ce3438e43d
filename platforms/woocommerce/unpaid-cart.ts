import { digestOf, eventIdOf } from '../event-id.ts';
import type { Fields } from '../fields.ts';
import type { OrderDetails } from '../order-details.ts';
import { webUrl } from '../web-url.ts';
import { isNobody, type KnownCustomer } from '../who.ts';
import { cartIdMeta, metaId } from './meta.ts';

/** WooCommerce's page of payment takes no order of another status (`needs_payment` of `WC_Order`). */
const payableStatuses: readonly unknown[] = ['pending', 'failed', 'wc-pending', 'wc-failed'];

interface UnpaidOrder extends OrderDetails {
  readonly orderId: string;
  readonly who: KnownCustomer;
  readonly orderedAt: string;
}

/**
 * An order that waits for its money or could not be paid, in a shop whose carts nobody sees: what was ordered becomes the
 * cart that can be paid for, opened by the order's own payment page. A cart that is known needs no second one.
 */
export function unpaidCart(
  order: Fields,
  { orderId, who, lines = [], linesOmitted, orderedAt, totalMinor, currency }: UnpaidOrder,
) {
  if (metaId(order['meta_data'], cartIdMeta) !== undefined) return null;
  if (lines.length === 0 || isNobody(who)) return null;
  const cartId = `order:${orderId}`;
  const restoreUrl = canBePaid(order) ? webUrl(order['payment_url']) : undefined;
  const event = {
    id: eventIdOf('woocommerce', 'unpaid', orderId, digestOf([lines, restoreUrl])),
    type: 'checkout_started',
    occurredAt: orderedAt,
    who,
    cartId,
    lines,
    ...(linesOmitted > 0 && { linesOmitted }),
    ...(currency !== null && { currency }),
    ...(totalMinor !== null && { valueMinor: totalMinor }),
    ...(restoreUrl !== undefined && { restoreUrl }),
  };
  return { cartId, events: [event] };
}

/** An order that waits for a bank transfer has the address of a page that refuses it. */
function canBePaid({ needs_payment: needsPayment, status }: Fields): boolean {
  return typeof needsPayment === 'boolean' ? needsPayment : payableStatuses.includes(status);
}
