/** Shopify's own name of a shop, in lower case. Another domain says nothing: a shop may have many. */
export function myshopifyDomain(value: unknown): string | undefined {
  const domain = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(domain) ? domain : undefined;
}
