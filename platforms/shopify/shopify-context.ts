import type { PlatformSettings } from '../platform.ts';

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
