import { type Fields, fields, fieldsOfEach } from '../fields.ts';
import type { Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { fetchedSchema, moneyBagSchema, webhookParts } from './fetched-parts.ts';
import { numberInGid } from './number-in-gid.ts';
import { translateOrder } from './order.ts';
import type { ShopifyContext } from './shopify-context.ts';

const orderSchema = fetchedSchema.extend({ totalPriceSet: moneyBagSchema });

/** An `Order` of the GraphQL Admin API, said in the words of `orders/*`: the same order is the same events. */
export function translateFetchedOrder(node: unknown, context: ShopifyContext): Translation {
  const read = readAs(orderSchema, node);
  if (!read.ok) return read.refused;
  const { totalPriceSet, ...order } = read.value;
  const body = {
    ...webhookParts(order),
    id: numberInGid(order.id),
    test: order['test'],
    email: order['email'],
    phone: order['phone'],
    customer_locale: order['customerLocale'],
    buyer_accepts_marketing: order['customerAcceptsMarketing'],
    cart_token: order['cartToken'],
    checkout_token: order['checkoutToken'],
    processed_at: order['processedAt'],
    cancelled_at: order['cancelledAt'],
    financial_status: lower(order['displayFinancialStatus']),
    payment_gateway_names: order['paymentGatewayNames'],
    currency: totalPriceSet.shopMoney.currencyCode,
    total_price: totalPriceSet.shopMoney.amount,
    refunds: fieldsOfEach(order['refunds']).map(refundOf),
  };
  return translateOrder(body, context);
}

/** Only money that moved: what returned goods were worth stands in the webhook alone. */
function refundOf(refund: Fields): Fields {
  return {
    id: numberInGid(refund['id']),
    created_at: refund['createdAt'],
    processed_at: refund['processedAt'],
    transactions: fieldsOfEach(fields(refund['transactions'])['nodes']).map(({ kind, status, amountSet }) => {
      const { amount, currencyCode } = fields(fields(amountSet)['shopMoney']);
      return { kind: lower(kind), status: lower(status), amount, currency: currencyCode };
    }),
  };
}

/** Enums are in capitals, webhooks in small letters; nothing stays nothing. */
function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
