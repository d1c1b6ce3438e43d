import type { OrderMeaning } from '../platform.ts';

/** By `financial_status`, and by the three names that `statusOf` gives beside it. */
export const shopifyOrderStatuses: Readonly<Record<string, OrderMeaning>> = {
  authorized: 'bought',
  paid: 'bought',
  partially_paid: 'bought',
  partially_refunded: 'bought',
  pending: 'payment_pending',
  unpaid: 'payment_pending',
  cash_on_delivery: 'bought',
  expired: 'failed',
  voided: 'cancelled',
  cancelled: 'cancelled',
  refunded: 'refunded',
};

const onDelivery = /cash on delivery|\bcod\b/i;

/** The status that a store may give its own meaning. Cash on delivery is pending until the parcel is there, but bought. */
export function statusOf(order: Readonly<Record<string, unknown>>): string {
  if (order['cancelled_at'] !== null && order['cancelled_at'] !== undefined) return 'cancelled';
  const status = typeof order['financial_status'] === 'string' ? order['financial_status'].toLowerCase() : 'paid';
  const gateways = order['payment_gateway_names'];
  const paysOnDelivery = Array.isArray(gateways) && gateways.some((name) => onDelivery.test(String(name)));
  return status === 'pending' && paysOnDelivery ? 'cash_on_delivery' : status;
}
