import { printed } from '../../domain/printed.ts';
import type { OrderMeaning } from '../platform.ts';

/** Names of `status_id`, in its order; a store may have given them other labels. */
const names = [
  'incomplete',
  'pending',
  'shipped',
  'partially_shipped',
  'refunded',
  'cancelled',
  'declined',
  'awaiting_payment',
  'awaiting_pickup',
  'awaiting_shipment',
  'completed',
  'awaiting_fulfillment',
  'manual_verification_required',
  'disputed',
  'partially_refunded',
] as const;

export const bigcommerceOrderStatuses: Readonly<Record<(typeof names)[number], OrderMeaning>> = {
  // The shopper reached the payment page and got no further: still a cart.
  incomplete: 'ignored',
  pending: 'payment_pending',
  awaiting_payment: 'payment_pending',
  declined: 'failed',
  cancelled: 'cancelled',
  refunded: 'refunded',
  partially_refunded: 'bought',
  manual_verification_required: 'bought',
  awaiting_fulfillment: 'bought',
  awaiting_shipment: 'bought',
  awaiting_pickup: 'bought',
  partially_shipped: 'bought',
  shipped: 'bought',
  completed: 'bought',
  disputed: 'bought',
};

/** The status as the table and a store's own settings name it. */
export function statusOf(order: Readonly<Record<string, unknown>>): string {
  const name = names[Number(printed(order['status_id']))];
  return order['status_id'] !== undefined && name !== undefined
    ? name
    : printed(order['status'] ?? '')
        .trim()
        .toLowerCase()
        .replaceAll(/\s+/g, '_');
}
