import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '../platforms/platform.ts';

/** A request of a platform that its adapter must understand, signed anew for whatever it holds. */
export interface PlatformSample {
  readonly body: Uint8Array;
  /** The request as it comes over the wire, signed with `secret` at `receivedAt`. */
  readonly signed: (secret: string, body?: Uint8Array) => WebhookRequest;
  /** Headers that the signature covers, itself among them: change one and the request is nobody's. */
  readonly covered: readonly string[];
  /** Names something that no adapter knows. */
  readonly unknown: (secret: string) => WebhookRequest;
}

export const receivedAt = Date.UTC(2026, 10, 22, 12, 0, 30);

type Headers = Record<string, string>;
type Sign = (secret: string, body: Uint8Array) => Headers;

const hmac =
  (header: string, algorithm: string, encoding: 'base64' | 'hex'): Sign =>
  (secret, body) => ({ [header]: createHmac(algorithm, secret).update(body).digest(encoding) });

const standardWebhook: Sign = (secret, body) => {
  const timestamp = String(Math.floor(receivedAt / 1_000) - 20);
  const signature = createHmac('sha256', secret).update(`msg_1.${timestamp}.`).update(body).digest('base64');
  return { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
};

const shopifyBody = {
  id: 450789469,
  email: 'jo@shop.example',
  created_at: '2026-11-22T07:00:00-05:00',
  updated_at: '2026-11-22T07:00:01-05:00',
  currency: 'EUR',
  total_price: '21.50',
  financial_status: 'paid',
  cart_token: 'hWN1aUyKzvVd3Fq2',
  checkout_token: 'bd5a8aa1ecd019dd3520ff791ee3a24c',
  customer: { id: 207119551, email: 'jo@shop.example', first_name: 'Jo' },
  line_items: [{ id: 1, variant_id: 49148385, product_id: 632910392, quantity: 2, price: '9.95', title: 'Cup' }],
  shipping_address: [],
  refunds: [],
};

const wooBody = {
  id: 727,
  status: 'processing',
  currency: 'EUR',
  total: '29.35',
  date_created_gmt: '2026-11-22T11:58:02',
  date_modified_gmt: '2026-11-22T11:58:08',
  date_paid_gmt: '2026-11-22T11:58:08',
  customer_id: 0,
  billing: { first_name: 'Jo', email: 'jo@shop.example', phone: '', country: 'AT' },
  line_items: [{ id: 315, product_id: 93, variation_id: 0, quantity: 2, price: 3, name: 'Cup' }],
  meta_data: [],
  refunds: [],
};

const bigcommerceBody = {
  scope: 'store/cart/deleted',
  store_id: '1025646',
  data: { type: 'cart', id: '09346904-4175-44fd-be53-f7e598531b6c' },
  hash: '352e4afc6dd3fc85ea26bfdf3f91852604d57528',
  created_at: Math.floor(receivedAt / 1_000) - 25,
  producer: 'stores/abc',
};

const segmentBody = {
  type: 'track',
  event: 'Product Added',
  messageId: 'ajs-next-1',
  anonymousId: '507f191e810c19729de860ea',
  timestamp: '2026-11-22T11:59:00.000Z',
  properties: { cart_id: 'c1', product_id: 'p1', quantity: 1, price: 18.99, currency: 'EUR', name: 'Cup' },
};

const klaviyoBody = {
  data: {
    type: 'event',
    attributes: {
      metric: { data: { type: 'metric', attributes: { name: 'Started Checkout' } } },
      profile: { data: { type: 'profile', attributes: { email: 'jo@shop.example', external_id: 'k1' } } },
      properties: {
        CheckoutURL: 'https://shop.example/checkout/1',
        Items: [{ ProductID: 'p1', SKU: 's1', ProductName: 'Cup', Quantity: 2, ItemPrice: 9.95 }],
      },
      value: 19.9,
      value_currency: 'EUR',
      time: '2026-11-22T11:59:00Z',
      unique_id: 'checkout-1',
    },
  },
};

const brazeBody = {
  events: [
    {
      external_id: 'k1',
      name: 'ecommerce.cart_updated',
      time: '2026-11-22T11:59:00Z',
      properties: {
        cart_id: 'c1',
        currency: 'EUR',
        products: [{ product_id: 'p1', variant_id: 'v1', product_name: 'Cup', quantity: 2, price: 9.95 }],
      },
    },
  ],
};

/** One sample for each platform of the registry. */
export const platformSamples: Readonly<Record<string, PlatformSample>> = {
  shopify: sample(shopifyBody, {
    sign: hmac('x-shopify-hmac-sha256', 'sha256', 'base64'),
    headers: {
      'x-shopify-topic': 'orders/create',
      'x-shopify-shop-domain': 'shop.myshopify.com',
      'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
      'x-shopify-triggered-at': '2026-11-22T12:00:01.877041743Z',
    },
    unknown: { headers: { 'x-shopify-topic': 'tender_transactions/create' } },
  }),
  woocommerce: sample(wooBody, {
    sign: hmac('x-wc-webhook-signature', 'sha256', 'base64'),
    headers: { 'x-wc-webhook-topic': 'order.updated', 'x-wc-webhook-delivery-id': 'd1' },
    unknown: { headers: { 'x-wc-webhook-topic': 'action.woocommerce_add_to_cart' } },
  }),
  bigcommerce: sample(bigcommerceBody, {
    sign: standardWebhook,
    headers: {},
    unknown: { body: { ...bigcommerceBody, scope: 'store/dream/interpreted' } },
  }),
  segment: sample(segmentBody, {
    sign: hmac('x-signature', 'sha1', 'hex'),
    headers: {},
    unknown: { body: { ...segmentBody, event: 'Dream Interpreted' } },
  }),
  klaviyo: sample(klaviyoBody, {
    sign: hmac('x-signature', 'sha256', 'hex'),
    headers: {},
    unknown: { body: { event: 'Dreamt', customer_properties: { $email: 'jo@shop.example' } } },
  }),
  braze: sample(brazeBody, {
    sign: hmac('x-signature', 'sha256', 'hex'),
    headers: {},
    unknown: { body: { events: [{ external_id: 'k1', name: 'dreamt', time: '2026-11-22T11:59:00Z' }] } },
  }),
};

export function bytesOf(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function sample(
  body: unknown,
  {
    sign,
    headers,
    unknown,
  }: { readonly sign: Sign; readonly headers: Headers; readonly unknown: { body?: unknown; headers?: Headers } },
): PlatformSample {
  const request = (secret: string, bytes: Uint8Array, own: Headers): WebhookRequest => ({
    headers: { 'content-type': 'application/json', ...own, ...sign(secret, bytes) },
    body: bytes,
    receivedAt,
  });
  return {
    body: bytesOf(body),
    signed: (secret, bytes = bytesOf(body)) => request(secret, bytes, headers),
    covered: Object.keys(sign('secret', bytesOf(body))),
    unknown: (secret) => request(secret, bytesOf(unknown.body ?? body), { ...headers, ...unknown.headers }),
  };
}
