/**
 * Where a redeemed link may lead: the cart's own URL, if it lies on the shop's host or below it. Events come from
 * browsers, so a `restoreUrl` is only believed inside the site that the merchant registered.
 */
export function checkoutUrl(restoreUrl: string | null, storeUrl: string | null): string | null {
  if (!restoreUrl || !storeUrl || !URL.canParse(restoreUrl) || !URL.canParse(storeUrl)) return null;
  const [target, shop] = [new URL(restoreUrl), new URL(storeUrl)];
  if (target.protocol !== 'https:' && target.protocol !== shop.protocol) return null;
  if (target.protocol !== 'https:' && target.protocol !== 'http:') return null;
  if (target.username !== '' || target.password !== '') return null;
  const site = shop.hostname.replace(/^www\./, '');
  const sameSite = target.hostname === site || target.hostname.endsWith(`.${site}`);
  // Another port of the same name is another server.
  return sameSite && (target.port === '' || target.port === shop.port) ? target.href : null;
}
