import { describe, expect, test } from 'vitest';
import { withoutJitter } from '../../runtime/backoff.ts';
import { type RecordedQuestion, type ScriptedAnswer, startRecordingApi } from '../../test/recording-api.ts';
import { createAsk } from './ask-patiently.ts';
import { createBigCommerceClient } from './bigcommerce.ts';
import type { ChangedThing, PlatformClient } from './platform-client.ts';
import { createShopifyClient } from './shopify.ts';
import { createWooCommerceClient } from './woocommerce.ts';

const since = Date.parse('2026-11-20T10:00:00Z');
const until = Date.parse('2026-11-20T11:00:00Z');
const signal = AbortSignal.timeout(60_000);

const makers = {
  shopify: createShopifyClient,
  woocommerce: createWooCommerceClient,
  bigcommerce: createBigCommerceClient,
};

async function setUp(
  platform: keyof typeof makers,
  answer: (question: RecordedQuestion, number: number) => ScriptedAnswer,
) {
  const api = await startRecordingApi(answer);
  const waitedMs: number[] = [];
  const ask = createAsk({ allowLoopback: true, wait: async (ms) => void waitedMs.push(ms), random: withoutJitter });
  return { client: makers[platform](ask, { url: api.url, token: 'tok_en' }), api, waitedMs };
}

async function allChanged(client: PlatformClient): Promise<ChangedThing[]> {
  const all: ChangedThing[] = [];
  for await (const page of client.changed({ since, until, signal })) all.push(...page);
  return all;
}

const named = (things: readonly ChangedThing[]) => things.map(({ resource, id }) => `${resource} ${id}`);

describe('WooCommerce', () => {
  test('is asked for changed orders by pages, ordered so that a change meanwhile moves none', async () => {
    const { client, api } = await setUp('woocommerce', ({ path }) => ({
      body: [{ id: path.includes('page=2') ? 8 : 7 }],
      headers: { 'x-wp-totalpages': '2' },
    }));
    expect(named(await allChanged(client))).toEqual(['order 7', 'order 8']);
    const query = new URL(api.questions[0]?.path ?? '', 'http://x').searchParams;
    expect([query.get('modified_after'), query.get('dates_are_gmt'), query.get('orderby')]).toEqual([
      '2026-11-20T10:00:00.000Z',
      'true',
      'id',
    ]);
    expect(api.questions[0]?.headers['authorization']).toBe(`Basic ${Buffer.from('tok_en').toString('base64')}`);
  });
});

describe('BigCommerce', () => {
  test('is asked for a cart with its links, and a cart that became an order is gone', async () => {
    const { client, api } = await setUp('bigcommerce', ({ path }) =>
      path.includes('/carts/gone') ? { status: 404, body: { title: 'Not found' } } : { body: { data: { id: 'c-1' } } },
    );
    expect(await client.read('cart', 'c-1', signal)).toEqual({ id: 'c-1' });
    expect(await client.read('cart', 'gone', signal)).toBeNull();
    expect(api.questions[0]?.path).toBe('/v3/carts/c-1?include=redirect_urls');
    expect(api.questions[0]?.headers['x-auth-token']).toBe('tok_en');
  });

  test('puts the products and the refunds of an order into it', async () => {
    const { client } = await setUp('bigcommerce', ({ path }) => {
      if (path.includes('/products')) return { body: [{ id: 1, product_id: 9, quantity: 2 }] };
      if (path.includes('/refunds')) return { body: { data: [{ id: 4, total_amount: '5.00' }] } };
      return { body: { id: 100, status_id: 4 } };
    });
    expect(await client.read('order', '100', signal)).toEqual({
      id: 100,
      status_id: 4,
      products: [{ id: 1, product_id: 9, quantity: 2 }],
      refunds: [{ id: 4, total_amount: '5.00' }],
    });
  });

  test('has changed nothing when it answers that there is no content', async () => {
    const { client } = await setUp('bigcommerce', () => ({ status: 204 }));
    expect(await allChanged(client)).toEqual([]);
  });
});

describe.each(['shopify', 'woocommerce', 'bigcommerce'] as const)('every platform (%s)', (platform) => {
  test('that asks for patience gets as much as it named', async () => {
    const { client, waitedMs } = await setUp(platform, (_, number) =>
      number === 1 ? { status: 429, headers: { 'retry-after': '2.0' } } : { status: 404 },
    );
    expect(await client.read('order', '1', signal)).toBeNull();
    expect(waitedMs).toEqual([2_000]);
  });

  test('that names a time too long to wait for is busy, and says for how long', async () => {
    const { client, api } = await setUp(platform, () => ({ status: 429, headers: { 'retry-after': '60' } }));
    const asked = client.read('order', '1', signal);
    await expect(asked).rejects.toMatchObject({ problem: 'busy', passes: true, retryAfterMs: 60_000 });
    expect(api.questions).toHaveLength(1);
  });

  test('that is down or breaks off is asked a few times with growing pauses, and then is away', async () => {
    const { client, waitedMs, api } = await setUp(platform, (_, number) =>
      number === 2 ? { drop: true } : { status: 503 },
    );
    await expect(client.read('order', '1', signal)).rejects.toMatchObject({ problem: 'away' });
    expect([api.questions.length, waitedMs]).toEqual([3, [500, 1_000]]);
  });

  test('that does not know the token is asked once, and a person has to mend it', async () => {
    const { client, api } = await setUp(platform, () => ({ status: 401 }));
    await expect(client.read('order', '1', signal)).rejects.toMatchObject({ problem: 'denied', passes: false });
    expect(api.questions).toHaveLength(1);
  });

  test('that answers a page or another shape is strange, and nothing of its text is repeated', async () => {
    for (const body of ['<html>ada@shop.example</html>', { errors: 'ada@shop.example' }, [1, 'ada@shop.example']]) {
      const { client } = await setUp(platform, () => ({ body }));
      const error = await allChanged(client).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ problem: 'strange' });
      expect(String(error)).not.toContain('ada@');
    }
  });

  test('is not followed to another address', async () => {
    const { client, api } = await setUp(platform, () => ({
      status: 302,
      headers: { location: 'http://127.0.0.1:1/' },
    }));
    await expect(client.read('order', '1', signal)).rejects.toMatchObject({ problem: 'strange' });
    expect(api.questions).toHaveLength(1);
  });

  test('on this machine is not asked unless that is allowed', async () => {
    const api = await startRecordingApi(() => ({ body: {} }));
    const client = makers[platform](createAsk({ allowLoopback: false }), {
      url: api.url.replace('http:', 'https:'),
      token: 'tok_en',
    });
    await expect(client.read('order', '1', signal)).rejects.toMatchObject({ problem: 'strange' });
    expect(api.questions).toEqual([]);
  });
});
