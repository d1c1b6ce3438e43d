import { z } from 'zod';
import { linesPerEventMax } from '../../events/event.ts';
import { fields } from '../fields.ts';
import { numberInGid } from '../shopify/number-in-gid.ts';
import { readAnswer } from './answer-shapes.ts';
import type { Ask } from './ask-patiently.ts';
import {
  type ApiAccess,
  type ChangedSpan,
  type ChangedThing,
  PlatformApiError,
  type PlatformClient,
} from './platform-client.ts';
import { judgeGraphql } from './shopify/judge-graphql.ts';
import { apiVersion, checkouts, type KindOfThing, orders, refundsOfOrder } from './shopify/queries.ts';

/** Shopify lists 25,000 things of a kind and no more (https://shopify.dev/docs/api/usage/limits). */
const pagesMax = 2_500;
const kinds = { checkout: checkouts, order: orders } as const;
const refundedStatuses: ReadonlySet<unknown> = new Set(['PARTIALLY_REFUNDED', 'REFUNDED']);

const pageInfo = z.discriminatedUnion('hasNextPage', [
  z.looseObject({ hasNextPage: z.literal(true), endCursor: z.string() }),
  z.looseObject({ hasNextPage: z.literal(false) }),
]);
const node = z.looseObject({
  id: z.string(),
  lineItems: z.looseObject({ nodes: z.array(z.unknown()), pageInfo }),
});
const dataSchema = z.looseObject({ data: z.record(z.string(), z.unknown()) });
const pageSchema = z.looseObject({ nodes: z.array(node), pageInfo });
const refundsSchema = z.looseObject({ refunds: z.array(z.unknown()) });

type Node = z.infer<typeof node>;
type Kind = keyof typeof kinds;

/**
 * Shopify's GraphQL Admin API. Things come as its nodes, each with all of its lines, and orders with their refunds;
 * `shopify/fetched-checkout.ts` and `fetched-order.ts` make the bodies of webhooks of them.
 */
export function createShopifyClient(ask: Ask, { url, token }: ApiAccess): PlatformClient {
  const address = new URL(`${url}/admin/api/${apiVersion}/graphql.json`);
  const headers = { 'x-shopify-access-token': token };

  /** The fields of the answer; null: there is no shop (any more) at this address. */
  async function query(document: string, variables: object, signal: AbortSignal) {
    const body = { query: document, variables };
    const answer = await ask({ url: address, headers, body, signal, judge: judgeGraphql });
    return answer && readAnswer(dataSchema, answer.json).data;
  }

  async function* pages(kind: Kind, { since, until, signal }: ChangedSpan): AsyncGenerator<ChangedThing[]> {
    const filter = filterOf(kind, secondOf(since), secondOf(until));
    let after: string | null = null;
    for (let number = 0; number === 0 || after !== null; number++) {
      if (number >= pagesMax) throw new PlatformApiError('strange', `it has more than ${pagesMax} pages of ${kind}s`);
      const data = await query(kinds[kind].changed, { filter, after }, signal);
      if (!data) throw new PlatformApiError('strange', 'it has no GraphQL Admin API at this address');
      const page: z.infer<typeof pageSchema> = readAnswer(pageSchema, data['things']);
      const things: ChangedThing[] = [];
      for (const one of page.nodes)
        things.push({ resource: kind, id: numberInGid(one.id) ?? one.id, body: await whole(kind, one, signal) });
      yield things;
      after = nextOf(page.pageInfo);
    }
  }

  async function whole(kind: Kind, one: Node, signal: AbortSignal): Promise<unknown> {
    const lines = { nodes: await allLines(kinds[kind], one, signal) };
    if (kind === 'checkout' || !refundedStatuses.has(one['displayFinancialStatus']))
      return { ...one, lineItems: lines };
    const data = await query(refundsOfOrder, { id: one.id }, signal);
    const { refunds } = data?.['thing'] ? readAnswer(refundsSchema, data['thing']) : { refunds: [] };
    return { ...one, lineItems: lines, refunds };
  }

  /** More than an event may hold are not asked for. */
  async function allLines(kind: KindOfThing, { id, lineItems }: Node, signal: AbortSignal): Promise<unknown[]> {
    const lines = [...lineItems.nodes];
    for (let after = nextOf(lineItems.pageInfo); after !== null && lines.length < linesPerEventMax; ) {
      const thing = (await query(kind.moreLines, { id, after }, signal))?.['thing'];
      if (!thing) break;
      const more = readAnswer(node.shape.lineItems, fields(thing)['lineItems']);
      lines.push(...more.nodes);
      after = more.nodes.length === 0 ? null : nextOf(more.pageInfo);
    }
    return lines;
  }

  return {
    async read(resource, id, signal) {
      if (resource !== 'checkout' && resource !== 'order') return null;
      const kind = kinds[resource];
      const thing = (await query(kind.one, { id: `gid://shopify/${kind.type}/${id}` }, signal))?.['thing'] ?? null;
      return thing === null ? null : whole(resource, readAnswer(node, thing), signal);
    },
    async *changed(span) {
      yield* pages('checkout', span);
      yield* pages('order', span);
    },
  };
}

function nextOf(page: z.infer<typeof pageInfo>): string | null {
  return page.hasNextPage ? page.endCursor : null;
}

/** Orders are listed whatever became of them, checkouts while they are open. */
function filterOf(kind: Kind, since: string, until: string): string {
  const span = `updated_at:>='${since}' AND updated_at:<='${until}'`;
  return kind === 'checkout' ? `${span} AND status:open` : span;
}

/** A time in a filter stands in quotes (https://shopify.dev/docs/api/usage/search-syntax); Shopify counts seconds. */
function secondOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
