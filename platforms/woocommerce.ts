import { topicText } from './fields.ts';
import { verifyHmac } from './hmac.ts';
import type { FetchedBody, Platform, Translation, Verified, WebhookRequest } from './platform.ts';
import { readJson } from './read-json.ts';
import { translateCustomer, translateDeletedCustomer } from './woocommerce/customer.ts';
import { type OrderContext, translateDeletedOrder, translateOrder } from './woocommerce/order.ts';

type Translate = (body: unknown, context: OrderContext) => Translation;

const topics: Readonly<Record<string, Translate>> = {
  'order.created': translateOrder,
  'order.updated': translateOrder,
  'order.restored': (body, context) => translateOrder(body, { ...context, restored: true }),
  'order.deleted': translateDeletedOrder,
  'customer.created': translateCustomer,
  'customer.updated': translateCustomer,
  'customer.deleted': translateDeletedCustomer,
};

/** What WooCommerce also tells, and no cart needs. */
const others = /^(coupon|product)\.(created|updated|deleted|restored)$/;

/** WooCommerce: webhooks of orders and customers, signed with the webhook's secret. It has none of carts. */
export const woocommerce: Platform = {
  name: 'woocommerce',
  topics: Object.keys(topics),
  numbersPerShop: true,
  verify(request, secrets): Verified {
    if (isPing(request)) return { ok: true };
    const signature = request.headers['x-wc-webhook-signature'];
    return verifyHmac({ body: request.body, signature, algorithm: 'sha256', encoding: 'base64' }, secrets);
  },
  describe: (request) => ({
    deliveryId: request.headers['x-wc-webhook-delivery-id'] ?? null,
    topic: isPing(request) ? 'ping' : topicText(request.headers['x-wc-webhook-topic']),
  }),
  translate(request, settings): Translation {
    if (isPing(request)) return { kind: 'ignored', reason: 'ping' };
    const topic = request.headers['x-wc-webhook-topic'] ?? '';
    const translate = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
    if (!translate) return { kind: 'ignored', reason: others.test(topic) ? 'not_needed' : 'unknown_topic' };
    const read = readJson(request.body);
    return read.ok ? translate(read.value, { settings, receivedAt: request.receivedAt }) : read.refused;
  },
  translateFetched({ resource, body, fetchedAt }: FetchedBody, settings): Translation {
    if (body === null) return { kind: 'ignored', reason: 'gone' };
    const context = { settings, receivedAt: fetchedAt };
    switch (resource) {
      case 'order':
        return translateOrder(body, context);
      case 'customer':
        return translateCustomer(body, context);
      // WooCommerce keeps carts where only their shopper can see them.
      case 'cart':
      case 'checkout':
        return { kind: 'ignored', reason: 'not_needed' };
    }
  },
};

/**
 * What is sent when a webhook is saved: a form with the webhook's number and nothing else, unsigned, which has to be
 * answered kindly or the webhook is not switched on. It can mean nothing but itself.
 */
function isPing({ headers, body }: WebhookRequest): boolean {
  return (
    headers['x-wc-webhook-topic'] === undefined &&
    headers['x-wc-webhook-signature'] === undefined &&
    body.length <= 64 &&
    /^webhook_id=\d+$/.test(Buffer.from(body).toString('latin1'))
  );
}
