import { describe, expect, test } from 'vitest';
import { withoutJitter } from '../../runtime/backoff.ts';
import { type RecordedQuestion, type ScriptedAnswer, startRecordingApi } from '../../test/recording-api.ts';
import { checkoutNode, orderNode } from '../../test/shopify-nodes.ts';
import { fields } from '../fields.ts';
import { createAsk } from './ask-patiently.ts';
import type { ChangedThing } from './platform-client.ts';
import { createShopifyClient } from './shopify.ts';

const span = {
  since: Date.parse('2026-11-20T10:00:00.700Z'),
  until: Date.parse('2026-11-20T11:00:00.200Z'),
  signal: AbortSignal.timeout(60_000),
};

const queryOf = ({ json }: RecordedQuestion) => String(fields(json)['query']);
const variablesOf = ({ json }: RecordedQuestion) => fields(fields(json)['variables']);
const things = (nodes: readonly unknown[], endCursor: string | null = null): ScriptedAnswer => ({
  body: { data: { things: { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } } } },
});
const thing = (found: unknown): ScriptedAnswer => ({ body: { data: { thing: found } } });
const errors = (...codes: readonly string[]): ScriptedAnswer => ({
  body: {
    data: null,
    errors: codes.map((code) => ({ message: 'about ada@shop.example', extensions: { code } })),
    extensions: {
      cost: {
        requestedQueryCost: 432,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: 2_000, currentlyAvailable: 82, restoreRate: 100 },
      },
    },
  },
});

async function setUp(answer: (question: RecordedQuestion, number: number) => ScriptedAnswer) {
  const api = await startRecordingApi(answer);
  const waitedMs: number[] = [];
  const ask = createAsk({ allowLoopback: true, wait: async (ms) => void waitedMs.push(ms), random: withoutJitter });
  return { client: createShopifyClient(ask, { url: api.url, token: 'tok_en' }), api, waitedMs };
}

type Client = Awaited<ReturnType<typeof setUp>>['client'];

async function allChanged(client: Client): Promise<ChangedThing[]> {
  const all: ChangedThing[] = [];
  for await (const page of client.changed(span)) all.push(...page);
  return all;
}

describe('Shopify', () => {
  test('is asked for the checkouts and the orders of the span, page after page by their cursors', async () => {
    const { client, api } = await setUp((question) => {
      if (queryOf(question).includes('things: orders')) return things([orderNode('3')]);
      return variablesOf(question)['after'] === 'c1' ? things([checkoutNode('2')]) : things([checkoutNode('1')], 'c1');
    });
    const found = await allChanged(client);
    expect(found.map(({ resource, id }) => `${resource} ${id}`)).toEqual(['checkout 1', 'checkout 2', 'order 3']);
    expect(api.questions.map(({ path }) => path)).toEqual(Array(3).fill('/admin/api/2026-10/graphql.json'));
    expect(api.questions.every(({ headers }) => headers['x-shopify-access-token'] === 'tok_en')).toBe(true);
    const filter = "updated_at:>='2026-11-20T10:00:00Z' AND updated_at:<='2026-11-20T11:00:00Z'";
    expect(api.questions.map(variablesOf)).toEqual([
      { filter: `${filter} AND status:open`, after: null },
      { filter: `${filter} AND status:open`, after: 'c1' },
      { filter, after: null },
    ]);
  });

  test('is asked for the lines that stand on further pages', async () => {
    const first = checkoutNode('1', { lines: [{ variant: '1' }], nextLines: 'l1' });
    const second = checkoutNode('1', { lines: [{ variant: '2' }] });
    const { client, api } = await setUp((question) => {
      if (queryOf(question).includes('moreLines')) return thing({ lineItems: second.lineItems });
      return queryOf(question).includes('things: orders') ? things([]) : things([first]);
    });
    const [found] = await allChanged(client);
    expect(fields(fields(found?.body)['lineItems'])['nodes']).toEqual([
      ...first.lineItems.nodes,
      ...second.lineItems.nodes,
    ]);
    expect(api.questions.map(variablesOf)).toContainEqual({ id: 'gid://shopify/AbandonedCheckout/1', after: 'l1' });
  });

  test('is asked for the refunds of the orders that have some', async () => {
    const refunds = [{ id: 'gid://shopify/Refund/7' }];
    const { client, api } = await setUp((question) => {
      if (queryOf(question).includes('refundsOfOrder')) return thing({ refunds });
      if (queryOf(question).includes('things: abandonedCheckouts')) return things([]);
      return things([orderNode('3'), orderNode('4', { displayFinancialStatus: 'PARTIALLY_REFUNDED' })]);
    });
    const found = await allChanged(client);
    expect(found.map(({ body }) => fields(body)['refunds'])).toEqual([undefined, refunds]);
    expect(api.questions).toHaveLength(3);
  });

  test('that is throttled inside an answer of 200 gets the time to restore what the query costs', async () => {
    const { client, waitedMs } = await setUp((_, number) => (number === 1 ? errors('THROTTLED') : things([])));
    expect(await allChanged(client)).toEqual([]);
    expect(waitedMs).toEqual([3_500]);
  });

  test('that stays throttled is busy, and says for how long', async () => {
    const { client } = await setUp(() => errors('THROTTLED'));
    await expect(allChanged(client)).rejects.toMatchObject({ problem: 'busy', retryAfterMs: 3_500 });
  });

  test.each([
    ['ACCESS_DENIED', 'denied', 1],
    ['SHOP_INACTIVE', 'denied', 1],
    ['INTERNAL_SERVER_ERROR', 'away', 3],
    ['MAX_COST_EXCEEDED', 'strange', 1],
  ])('that answers the error %s is %s, and nothing of its text is repeated', async (code, problem, asked) => {
    const { client, api } = await setUp(() => errors(code));
    const error = await allChanged(client).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problem });
    expect(String(error)).not.toContain('ada@');
    expect(api.questions).toHaveLength(asked);
  });

  test('that denies a part of what is asked for is denied: half an answer is none', async () => {
    const { client } = await setUp(() => ({
      body: { ...fields(errors('ACCESS_DENIED').body), ...fields(things([]).body) },
    }));
    await expect(allChanged(client)).rejects.toMatchObject({ problem: 'denied' });
  });

  test.each([
    ['no data', { data: null }],
    ['no list', { data: { things: null } }],
    ['nodes without ids', { data: { things: { nodes: [{}], pageInfo: { hasNextPage: false, endCursor: null } } } }],
    [
      'a next page without its cursor',
      { data: { things: { nodes: [], pageInfo: { hasNextPage: true, endCursor: null } } } },
    ],
    ['errors that are no list', { errors: 'about ada@shop.example' }],
  ])('that answers %s is strange', async (_, body) => {
    const { client } = await setUp(() => ({ body }));
    const error = await allChanged(client).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problem: 'strange' });
    expect(String(error)).not.toContain('ada@');
  });

  test('whose address knows no API is strange: a look must not find that nothing was missed', async () => {
    const { client } = await setUp(() => ({ status: 404 }));
    await expect(allChanged(client)).rejects.toMatchObject({ problem: 'strange' });
  });

  test('is asked for one thing by the number that its webhooks call it by', async () => {
    const { client, api } = await setUp((_, number) => thing(number === 1 ? orderNode('5') : null));
    expect(await client.read('order', '5', span.signal)).toMatchObject({ id: 'gid://shopify/Order/5' });
    expect(await client.read('checkout', '6', span.signal)).toBeNull();
    expect(api.questions.map(variablesOf)).toEqual([
      { id: 'gid://shopify/Order/5' },
      { id: 'gid://shopify/AbandonedCheckout/6' },
    ]);
  });
});
