import type { PlatformSettings, WebhookRequest } from '../platform.ts';

/** What is known beside a body. */
export interface ShopifyContext {
  readonly settings: PlatformSettings;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** `….myshopify.com`; null: not said. */
  readonly shopDomain: string | null;
  /** When Shopify triggered the delivery, to the nanosecond; the same over its retries. */
  readonly triggeredAt: string | null;
}

/** A header of either family: `X-Shopify-Topic` of webhooks, `shopify-topic` of event deliveries. */
export function shopifyHeader(headers: WebhookRequest['headers'], name: string): string | undefined {
  return headers[`x-shopify-${name}`] ?? headers[`shopify-${name}`];
}

/** Shopify's own name of a shop, in lower case. Another domain says nothing: a shop may have many. */
export function myshopifyDomain(value: unknown): string | undefined {
  const domain = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(domain) ? domain : undefined;
}
