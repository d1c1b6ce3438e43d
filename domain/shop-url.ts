/**
 * A URL that lies on one of the shop's own sites (its host or one below it), else null. Events come from browsers, so a
 * link in them is only believed inside the site that the merchant registered, and inside that of a connected platform,
 * where carts and checkouts may lie (`your-shop.myshopify.com`).
 */
export function shopUrl(
  url: string | null | undefined,
  sites: string | null | readonly (string | null | undefined)[],
): string | null {
  const several = typeof sites === 'object' && sites !== null ? sites : [sites];
  for (const site of several) {
    const found = onSite(url, site ?? null);
    if (found !== null) return found;
  }
  return null;
}

function onSite(url: string | null | undefined, storeUrl: string | null): string | null {
  if (!url || !storeUrl || !URL.canParse(url) || !URL.canParse(storeUrl)) return null;
  const [target, shop] = [new URL(url), new URL(storeUrl)];
  if (target.protocol !== 'https:' && target.protocol !== shop.protocol) return null;
  if (target.protocol !== 'https:' && target.protocol !== 'http:') return null;
  if (target.username !== '' || target.password !== '') return null;
  const site = shop.hostname.replace(/^www\./, '');
  const sameSite = target.hostname === site || target.hostname.endsWith(`.${site}`);
  // Another port of the same name is another server.
  return sameSite && (target.port === '' || target.port === shop.port) ? target.href : null;
}
