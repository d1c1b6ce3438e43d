import { fields } from '../fields.ts';
import type { PlatformSettings, Translation, WebhookRequest } from '../platform.ts';
import { myshopifyDomain, shopifyHeader } from './shopify-context.ts';

interface Named {
  readonly path: string;
  /** `lamps.myshopify.com` */
  readonly domain?: string | undefined;
  /** Shopify's number of the shop. */
  readonly id?: string | undefined;
}

/** Addresses that Shopify writes itself: of the shop's own domain or its `myshopify.com`, its number first in the path. */
const addresses = ['order_status_url', 'abandoned_checkout_url'] as const;

/**
 * Every store that has an app installed signs with the same secret, the app's: a signature says that Shopify sent the
 * body and not for which shop. Refuses what names another shop than the integration's; what names none, or an
 * integration whose shop is not known, is let through. The header is not signed, and says what honest senders mean.
 */
export function refusalOfOtherShop(
  { headers }: Pick<WebhookRequest, 'headers'>,
  body: unknown,
  { shopDomains = [], shopId = null }: Pick<PlatformSettings, 'shopDomains' | 'shopId'>,
): Extract<Translation, { kind: 'refused' }> | null {
  const isOther = ({ domain, id }: Named) =>
    (domain !== undefined && shopDomains.length > 0 && !shopDomains.includes(domain)) ||
    (id !== undefined && shopId !== null && id !== shopId);
  const other = shopsNamed(headers, fields(body)).find(isOther);
  if (!other) return null;
  const ours = [...shopDomains, ...(shopId === null ? [] : [`the shop ${shopId}`])].join(', ');
  const message = `names another shop than this integration’s (${ours}): correct its shopDomain or shopId if that is the shop`;
  return { kind: 'refused', reason: 'other_shop', path: other.path, message };
}

function shopsNamed(headers: WebhookRequest['headers'], body: Readonly<Record<string, unknown>>): readonly Named[] {
  const isCompliance = Object.hasOwn(body, 'shop_domain');
  const isShop = Object.hasOwn(body, 'myshopify_domain');
  return [
    { path: 'x-shopify-shop-domain', domain: myshopifyDomain(shopifyHeader(headers, 'shop-domain')) },
    { path: 'shop_domain', domain: myshopifyDomain(body['shop_domain']) },
    { path: 'myshopify_domain', domain: myshopifyDomain(body['myshopify_domain']) },
    ...(isCompliance ? [{ path: 'shop_id', id: shopNumber(body['shop_id']) }] : []),
    ...(isShop ? [{ path: 'id', id: shopNumber(body['id']) }] : []),
    ...addresses.flatMap((path) => namedByAddress(path, body[path])),
  ];
}

function namedByAddress(path: string, value: unknown): Named[] {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (!url) return [];
  const id = /^\/(\d+)\/(?:orders|checkouts)\//.exec(url.pathname)?.[1];
  return [{ path, domain: myshopifyDomain(url.hostname), id: shopNumber(id) }];
}

function shopNumber(value: unknown): string | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^[1-9]\d*$/.test(text) ? text : undefined;
}
