import { z } from 'zod';
import { readAnswer, thing, things } from './answer-shapes.ts';
import type { Ask } from './ask-patiently.ts';
import { type ApiAccess, type ChangedThing, PlatformApiError, type PlatformClient } from './platform-client.ts';

const perPage = 25;
const pagesMax = 1_000;
const refundedStatuses: ReadonlySet<unknown> = new Set([4, 14]);

const data = z.looseObject({ data: z.unknown() });

/**
 * BigCommerce's Management API; the address ends in the store's hash. Carts can be asked for one by one and not be
 * listed, so a look for what was missed sees orders only; every change of a cart is a callback of its own.
 */
export function createBigCommerceClient(ask: Ask, { url, token }: ApiAccess): PlatformClient {
  const headers = { 'x-auth-token': token };
  const get = (path: string, signal: AbortSignal) => ask({ url: new URL(`${url}${path}`), headers, signal });

  async function inData(path: string, signal: AbortSignal): Promise<unknown> {
    const answer = await get(path, signal);
    return answer && readAnswer(data, answer.json).data;
  }

  /** Products and refunds are resources of their own. */
  async function withParts(order: z.infer<typeof thing>, signal: AbortSignal): Promise<unknown> {
    const id = encodeURIComponent(String(order.id));
    const products = await get(`/v2/orders/${id}/products?limit=250`, signal);
    const refunds = refundedStatuses.has(order['status_id'])
      ? await inData(`/v3/orders/${id}/payment_actions/refunds`, signal)
      : null;
    return {
      ...order,
      products: products?.json === null ? undefined : readAnswer(z.array(z.unknown()).optional(), products?.json),
      ...(Array.isArray(refunds) && { refunds }),
    };
  }

  return {
    async read(resource, id, signal) {
      const name = encodeURIComponent(id);
      switch (resource) {
        case 'cart':
        case 'checkout':
          return inData(`/v3/carts/${name}?include=redirect_urls`, signal);
        case 'customer': {
          const found = await inData(`/v3/customers?id:in=${name}&include=addresses`, signal);
          return Array.isArray(found) ? (found[0] ?? null) : null;
        }
        case 'order': {
          const answer = await get(`/v2/orders/${name}`, signal);
          return answer && answer.json !== null ? withParts(readAnswer(thing, answer.json), signal) : null;
        }
      }
    },
    async *changed({ since, signal }) {
      for (let page = 1; ; page++) {
        if (page > pagesMax) throw new PlatformApiError('strange', `it has more than ${pagesMax} pages of orders`);
        const from = encodeURIComponent(new Date(since).toISOString());
        const answer = await get(
          `/v2/orders?min_date_modified=${from}&sort=id:asc&limit=${perPage}&page=${page}`,
          signal,
        );
        // No content: nothing (more) changed.
        const orders = answer?.json == null ? [] : readAnswer(things, answer.json);
        const changed: ChangedThing[] = [];
        for (const order of orders)
          changed.push({ resource: 'order', id: String(order.id), body: await withParts(order, signal) });
        yield changed;
        if (orders.length < perPage) return;
      }
    },
  };
}
