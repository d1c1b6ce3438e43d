import { z } from 'zod';
import { changedThings, readAnswer, thing, things } from './answer-shapes.ts';
import type { Ask } from './ask-patiently.ts';
import { type ApiAccess, type ChangedSpan, PlatformApiError, type PlatformClient } from './platform-client.ts';

const VERSION = '2025-01';
const PER_PAGE = 250;
/** 25,000 of each kind in one look: what is more is looked at by the next one. */
const pagesMax = 100;

/**
 * Shopify's Admin API over REST: its checkouts and orders are the very bodies of the webhooks, cart token included. The
 * GraphQL API names no cart, so nothing that it answers could be matched with what a webhook brought.
 */
export function createShopifyClient(ask: Ask, { url, token }: ApiAccess): PlatformClient {
  const headers = { 'x-shopify-access-token': token };
  const base = `${url}/admin/api/${VERSION}`;

  async function* pages(resource: 'checkout' | 'order', { since, until, signal }: ChangedSpan) {
    const name = `${resource}s` as const;
    const first = new URL(`${base}/${name}.json`);
    first.searchParams.set('status', resource === 'order' ? 'any' : 'open');
    first.searchParams.set('updated_at_min', new Date(since).toISOString());
    first.searchParams.set('updated_at_max', new Date(until).toISOString());
    first.searchParams.set('limit', String(PER_PAGE));
    const shape = z.looseObject({ [name]: things });
    let page: URL | null = first;
    for (let number = 0; page !== null; number++) {
      if (number >= pagesMax) throw new PlatformApiError('strange', `it has more than ${pagesMax} pages of ${name}`);
      const answer = await ask({ url: page, headers, signal });
      if (!answer) return;
      yield changedThings(resource, things.parse(readAnswer(shape, answer.json)[name]));
      page = nextPage(answer.headers['link'], first);
    }
  }

  return {
    async read(resource, id, signal) {
      const name = resource === 'cart' ? 'checkout' : resource;
      const answer = await ask({ url: new URL(`${base}/${name}s/${encodeURIComponent(id)}.json`), headers, signal });
      return answer && readAnswer(z.looseObject({ [name]: thing }), answer.json)[name];
    },
    async *changed(span) {
      yield* pages('checkout', span);
      yield* pages('order', span);
    },
  };
}

/** From `Link: <…?page_info=…>; rel="next"`: only the token is taken, so that the question stays at the same address. */
function nextPage(link: string | undefined, first: URL): URL | null {
  const next = link?.split(',').find((part) => /;\s*rel="?next"?/.test(part));
  const address = next && /<([^>]+)>/.exec(next)?.[1];
  const pageInfo = address && URL.parse(address)?.searchParams.get('page_info');
  if (!pageInfo) return null;
  const page = new URL(first.pathname, first);
  page.searchParams.set('limit', String(PER_PAGE));
  page.searchParams.set('page_info', pageInfo);
  return page;
}
