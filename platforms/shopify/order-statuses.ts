import { printed } from '../../domain/printed.ts';
import { fields } from '../fields.ts';
import type { OrderMeaning } from '../platform.ts';

/** By `financial_status`, and by the names that `statusOf` gives beside it. */
export const shopifyOrderStatuses: Readonly<Record<string, OrderMeaning>> = {
  authorized: 'bought',
  paid: 'bought',
  partially_paid: 'bought',
  partially_refunded: 'bought',
  pending: 'payment_pending',
  unpaid: 'payment_pending',
  cash_on_delivery: 'bought',
  payment_terms: 'bought',
  expired: 'failed',
  voided: 'cancelled',
  cancelled: 'cancelled',
  refunded: 'refunded',
};

const onDelivery = /cash on delivery|\bcod\b/i;

/** Somebody owes the money by agreement (net 30, on receipt, by a date). https://shopify.dev/docs/api/admin-graphql/latest/enums/PaymentTermsType */
const onTerms: ReadonlySet<unknown> = new Set(['net', 'fixed', 'receipt', 'fulfillment']);
const unpaid: ReadonlySet<string> = new Set(['pending', 'unpaid']);

/**
 * The status that a store may give its own meaning. Cash on delivery is pending until the parcel is there, and an order on
 * an invoice until that is due: both are bought. The topic of a cancellation says enough, whatever the body leaves out.
 */
export function statusOf(
  order: Readonly<Record<string, unknown>>,
  { cancelledNow = false }: { readonly cancelledNow?: boolean } = {},
): string {
  if (cancelledNow || (order['cancelled_at'] !== null && order['cancelled_at'] !== undefined)) return 'cancelled';
  const status = typeof order['financial_status'] === 'string' ? order['financial_status'].toLowerCase() : 'paid';
  const gateways = order['payment_gateway_names'];
  const paysOnDelivery = Array.isArray(gateways) && gateways.some((name) => onDelivery.test(printed(name)));
  if (!unpaid.has(status)) return status;
  if (paysOnDelivery) return 'cash_on_delivery';
  return hasTerms(order['payment_terms']) ? 'payment_terms' : status;
}

/** In capitals from the GraphQL API. Terms without a known type are terms too when they say until when to pay. */
function hasTerms(terms: unknown): boolean {
  const { payment_terms_type: type, due_in_days: days } = fields(terms);
  return onTerms.has(typeof type === 'string' ? type.toLowerCase() : type) || typeof days === 'number';
}
