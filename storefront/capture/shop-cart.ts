import { hasChosen } from '../consent.ts';
import type { LineInput } from '../line-of.ts';
import { toJson } from '../to-json.ts';
import type { CartInput } from '../track.ts';
import { anonymousId } from '../visitor.ts';

/** A shop system whose cart can be read, and filled again, from any of its pages. */
export interface ShopSystem {
  readCart(): Promise<CartInput & { readonly lines: readonly LineInput[] }>;
  /** Puts one line into the cart. */
  addLine(productId: unknown, quantity: unknown): Promise<unknown>;
  /** Shows the cart after it was filled. */
  showCart(): void;
}

/** Requests of the shop's own scripts that change a cart. */
export const cartChange = /\/cart\/(add|change|update|clear)|wc-ajax=|wc\/store\/v1\/(cart\/|batch)/;

/** The system of this shop, if it is one that we know. */
export function shopSystem(): ShopSystem | undefined {
  const { Shopify } = window as { Shopify?: { routes?: { root?: string } } };
  if (Shopify) return shopify(Shopify.routes?.root || '/');
  const api = document.querySelector<HTMLLinkElement>('link[rel="https://api.w.org/"]');
  return api && document.querySelector('[class*=woocommerce],[class*=wc-block]') ? wooCommerce(api.href) : undefined;
}

/** https://shopify.dev/docs/api/ajax/reference/cart */
function shopify(root: string): ShopSystem {
  return {
    async readCart() {
      const { token, currency, items, attributes } = await json(`${root}cart.js`);
      // Ties the cart that webhooks speak of to this visitor; a leading underscore hides it from people.
      if (items.length && hasChosen('granted') && attributes?._anonymous_id !== anonymousId())
        await json(`${root}cart/update.js`, { attributes: { _anonymous_id: anonymousId() } });
      const lines: LineInput[] = [];
      let link = '';
      for (let index = 0; index < items.length; index++) {
        const { variant_id, quantity, final_price, product_title, url, image } = items[index];
        link += `${link && ','}${variant_id}:${quantity}`;
        lines[index] = {
          productId: variant_id,
          quantity,
          // Hundredths, whatever the currency.
          price: final_price / 100,
          name: product_title,
          url,
          imageUrl: image,
        };
      }
      return { id: token && `${token}`.split('?')[0], currency, lines, restoreUrl: link && `${root}cart/${link}` };
    },
    addLine: (id, quantity) => json(`${root}cart/add.js`, { items: [{ id, quantity }] }),
    showCart: () => location.assign(`${root}cart`),
  };
}

/** https://github.com/woocommerce/woocommerce, Store API: carts */
function wooCommerce(root: string): ShopSystem {
  return {
    async readCart() {
      const { items } = await json(`${root}wc/store/v1/cart`);
      const lines: LineInput[] = [];
      let currency: unknown;
      for (let index = 0; index < items.length; index++) {
        const { id, quantity, name, permalink, images, prices } = items[index];
        currency = prices.currency_code;
        lines[index] = {
          productId: id,
          quantity,
          price: prices.price / 10 ** prices.currency_minor_unit,
          name,
          url: permalink,
          imageUrl: images?.[0]?.src,
        };
      }
      return { currency, lines };
    },
    addLine: (id, quantity) => json(`${root}wc/store/v1/cart/add-item`, { id, quantity }),
    showCart: () => location.reload(),
  };
}

/** WooCommerce gives it with every answer and wants it back with every change. */
let nonce = '';

async function json(url: string, body?: object) {
  const headers = { 'content-type': 'application/json', nonce };
  const response = await fetch(url, body && { method: 'POST', body: toJson(body), headers });
  nonce = response.headers.get('nonce') || nonce;
  // Whatever is missing in it throws, and then the page's cart stays unread.
  // biome-ignore lint/suspicious/noExplicitAny: an answer of the shop's own system
  return (await response.json()) as any;
}
