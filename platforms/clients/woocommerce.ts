import { changedThings, readAnswer, thing, things } from './answer-shapes.ts';
import type { Ask } from './ask-patiently.ts';
import { type ApiAccess, PlatformApiError, type PlatformClient } from './platform-client.ts';

const perPage = 100;
const pagesMax = 250;

/**
 * WooCommerce's REST API v3. The token is the pair of its REST keys, `ck_…:cs_…`. It knows orders and customers; carts
 * are where only their shopper can see them.
 */
export function createWooCommerceClient(ask: Ask, { url, token }: ApiAccess): PlatformClient {
  const headers = { authorization: `Basic ${Buffer.from(token).toString('base64')}` };
  const base = `${url}/wp-json/wc/v3`;
  return {
    async read(resource, id, signal) {
      if (resource === 'cart' || resource === 'checkout') return null;
      const answer = await ask({ url: new URL(`${base}/${resource}s/${encodeURIComponent(id)}`), headers, signal });
      return answer && readAnswer(thing, answer.json);
    },
    async *changed({ since, signal }) {
      for (let page = 1; ; page++) {
        if (page > pagesMax) throw new PlatformApiError('strange', `it has more than ${pagesMax} pages of orders`);
        const list = new URL(`${base}/orders`);
        // Ordered by number and open to the end: an order that changes while pages are read cannot move the others.
        list.searchParams.set('modified_after', new Date(since).toISOString());
        list.searchParams.set('dates_are_gmt', 'true');
        list.searchParams.set('orderby', 'id');
        list.searchParams.set('order', 'asc');
        list.searchParams.set('per_page', String(perPage));
        list.searchParams.set('page', String(page));
        const answer = await ask({ url: list, headers, signal });
        if (!answer) throw new PlatformApiError('strange', 'it has no WooCommerce REST API at this address');
        const orders = readAnswer(things, answer.json);
        yield changedThings('order', orders);
        const pages = Number(answer.headers['x-wp-totalpages'] ?? Number.NaN);
        if (Number.isFinite(pages) ? page >= pages : orders.length < perPage) return;
      }
    },
  };
}
