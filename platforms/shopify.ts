import { topicText } from './fields.ts';
import { verifyHmac } from './hmac.ts';
import type { FetchedBody, Platform, PlatformSettings, Translation, WebhookRequest } from './platform.ts';
import { readJson } from './read-json.ts';
import { translateCart } from './shopify/cart.ts';
import { translateCheckout } from './shopify/checkout.ts';
import { translateCustomer } from './shopify/customer.ts';
import { translateFetchedCheckout } from './shopify/fetched-checkout.ts';
import { translateFetchedOrder } from './shopify/fetched-order.ts';
import { refusalOfTopic } from './shopify/looks-like-topic.ts';
import { translateOrder } from './shopify/order.ts';
import { refusalOfOtherShop } from './shopify/other-shop.ts';
import { translateDeletion, translatePrivacy } from './shopify/privacy.ts';
import { translateRefund } from './shopify/refund.ts';
import type { ShopifyContext } from './shopify/shopify-context.ts';
import { myshopifyDomain, shopifyHeader } from './shopify/shopify-context.ts';

type Translate = (body: unknown, context: ShopifyContext) => Translation;

const uninstalled: Translate = () => ({ kind: 'uninstalled' });

/** What each topic means. */
const topics: Readonly<Record<string, Translate>> = {
  'carts/create': translateCart,
  'carts/update': translateCart,
  'checkouts/create': (body, context) => translateCheckout(body, context, 'checkout_started'),
  'checkouts/update': (body, context) => translateCheckout(body, context, 'checkout_updated'),
  'orders/create': translateOrder,
  'orders/updated': translateOrder,
  'orders/paid': (body, context) => translateOrder(body, context, { paidNow: true }),
  'orders/cancelled': (body, context) => translateOrder(body, context, { cancelledNow: true }),
  'orders/fulfilled': translateOrder,
  'orders/partially_fulfilled': translateOrder,
  'refunds/create': translateRefund,
  'customers/create': translateCustomer,
  'customers/update': translateCustomer,
  'customers/enable': translateCustomer,
  'customers/delete': translateDeletion,
  'customers_marketing_consent/update': translateCustomer,
  'customers_email_marketing_consent/update': translateCustomer,
  'customers/data_request': (body) => translatePrivacy(body, 'data_request'),
  'customers/redact': (body) => translatePrivacy(body, 'customer_redact'),
  'shop/redact': (body) => translatePrivacy(body, 'store_redact'),
  'app/uninstalled': uninstalled,
};

/** By `topicKey`, so that `orders/create` and `ORDERS_CREATE` are the same. */
const translateByKey: ReadonlyMap<string, Translate> = new Map(
  Object.entries(topics).map(([topic, translate]) => [topicKey(topic), translate]),
);

/** What Shopify also tells, and no cart needs; a deleted checkout is named by a number that no cart goes by. */
const others =
  /^(checkouts_delete|orders_edited|orders_delete|customers_disable|(shop|products|collections|draft_orders|fulfillments|fulfillment_events|order_transactions|inventory_items|inventory_levels|locations|themes|locales|markets|customer_groups|customer_payment_methods|discounts|disputes|domains|bulk_operations|app_subscriptions|app_purchases_one_time)_[a-z]+)$/;

/** Shopify: `X-Shopify-*` webhooks and the newer `shopify-*` event deliveries, signed with the app's client secret. */
export const shopify: Platform = {
  name: 'shopify',
  topics: Object.keys(topics),
  verify: ({ headers, body }, secrets) =>
    verifyHmac(
      { body, signature: shopifyHeader(headers, 'hmac-sha256'), algorithm: 'sha256', encoding: 'base64' },
      secrets,
    ),
  describe: ({ headers }) => ({
    deliveryId: shopifyHeader(headers, 'webhook-id') ?? null,
    topic: topicText(topicOf(headers)),
  }),
  translate(request, settings): Translation {
    const key = topicKey(topicOf(request.headers) ?? '');
    const translate = translateByKey.get(key);
    if (!translate) return { kind: 'ignored', reason: others.test(key) ? 'not_needed' : 'unknown_topic' };
    const read = readJson(request.body);
    if (!read.ok) return read.refused;
    const context = contextOf(request, settings);
    const refused = refusalOfOtherShop(request, read.value, settings) ?? refusalOfTopic(key, read.value);
    return refused ?? withSite(translate(read.value, context), context);
  },
  translateFetched({ resource, body, fetchedAt }: FetchedBody, settings): Translation {
    if (body === null) return { kind: 'ignored', reason: 'gone' };
    const context = { settings, receivedAt: fetchedAt, shopDomain: null, triggeredAt: null };
    switch (resource) {
      case 'checkout':
        return translateFetchedCheckout(body, context);
      case 'order':
        return translateFetchedOrder(body, context);
      // Never asked for: their webhooks are whole, and no look lists them.
      case 'cart':
      case 'customer':
        return { kind: 'ignored', reason: 'not_needed' };
    }
  },
};

/** Carts and checkouts lie on Shopify's own domain, whatever address the shop has. */
function withSite(translation: Translation, { shopDomain }: ShopifyContext): Translation {
  const domain = myshopifyDomain(shopDomain);
  if (translation.kind !== 'events' || domain === undefined) return translation;
  return { ...translation, siteUrl: `https://${domain}` };
}

/** The newer family names the resource and what happened to it apart. */
function topicOf(headers: WebhookRequest['headers']): string | undefined {
  const topic = shopifyHeader(headers, 'topic');
  const action = headers['shopify-action'];
  return topic !== undefined && action !== undefined && !topic.includes('/') ? `${topic}/${action}` : topic;
}

function topicKey(topic: string): string {
  return topic.toLowerCase().replaceAll(/[^a-z]+/g, '_');
}

function contextOf({ headers, receivedAt }: WebhookRequest, settings: PlatformSettings): ShopifyContext {
  return {
    settings,
    receivedAt,
    shopDomain: shopifyHeader(headers, 'shop-domain') ?? null,
    triggeredAt: shopifyHeader(headers, 'triggered-at') ?? null,
  };
}
