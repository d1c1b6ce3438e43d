import type { WebhookRequest } from '../platform.ts';

/** A header of either family: `X-Shopify-Topic` of webhooks, `shopify-topic` of event deliveries. */
export function shopifyHeader(headers: WebhookRequest['headers'], name: string): string | undefined {
  return headers[`x-shopify-${name}`] ?? headers[`shopify-${name}`];
}
