import type { Integration } from './integration.ts';

/**
 * The names by which Shopify knows the shop of an integration, as its owner gave them. What was learnt from webhooks
 * does not count: it is what these names are compared with.
 */
export function shopDomainsOf({ settings, apiUrl }: Pick<Integration, 'settings' | 'apiUrl'>): readonly string[] {
  const asked = apiUrl === null ? undefined : URL.parse(apiUrl)?.hostname;
  return [settings.shopDomain, asked].filter((domain) => domain?.endsWith('.myshopify.com')) as string[];
}
