import { shopUrl } from '../domain/shop-url.ts';

/** How a platform takes a discount code in an address of the shop; others take none in this way. */
const ways: Readonly<Record<string, (url: URL, code: string) => URL>> = {
  /** Keeps the code for the checkout and goes on to a path of the same shop. */
  shopify: (url, code) => {
    const taken = new URL(`/discount/${encodeURIComponent(code)}`, url.origin);
    taken.searchParams.set('redirect', `${url.pathname}${url.search}`);
    return taken;
  },
};

/** An address of the shop that takes the code first; null: it lies on no site of a platform that has such a way. */
export function urlWithCode(
  text: string,
  code: string,
  sites: readonly { readonly platform: string; readonly urls: readonly string[] }[],
): string | null {
  for (const { platform, urls } of sites) {
    const way = Object.hasOwn(ways, platform) ? ways[platform] : undefined;
    if (way && shopUrl(text, urls) !== null) return way(new URL(text), code).href;
  }
  return null;
}
