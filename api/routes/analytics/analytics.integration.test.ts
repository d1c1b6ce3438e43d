import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { connectClickhouse } from '../../../db/clickhouse/connect.ts';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { carts, links, messages, orders } from '../../../db/postgres/schema/index.ts';
import { metricIds } from '../../../domain/analytics/catalogue.ts';
import { hourMs, minuteMs } from '../../../domain/duration.ts';
import { exportFacts } from '../../../services/analytics/facts/export-facts.ts';
import { factSources } from '../../../services/analytics/facts/fact-sources.ts';
import { createAnalyticsReader } from '../../../services/analytics/queries/analytics-reader.ts';
import { redeemRestoreLink } from '../../../services/messaging/links/redeem.ts';
import { sweepCarts } from '../../../services/recovery/abandonment/sweep.ts';
import { linkToken, linkTokenHash } from '../../../services/state/links/link-token.ts';
import { unsubscribe } from '../../../services/state/suppressions/unsubscribe.ts';
import { type ApiFixture, test as base } from '../../../test/api-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';

interface Asking {
  readonly call: ApiFixture['call'];
  copy(): Promise<void>;
}

const test = base.extend('asking', { scope: 'file' }, async ({ api, clickhouse }): Promise<Asking> => {
  await migrateClickhouse(clickhouse);
  const { database } = api;
  const holder = randomUUID();
  return {
    call: api.appWith({ analytics: createAnalyticsReader({ clickhouse, database, now: Date.now }) }).call,
    async copy() {
      for (const source of factSources) await exportFacts({ database, clickhouse, holder, onLag: () => {} }, source);
    },
  };
});

const dayText = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
const now = Date.now();
const timeRange = { from: dayText(now - 48 * hourMs), to: dayText(now + 24 * hourMs) };

/** Three carts that were left: of one who was written to, clicked, bought and unsubscribed; of one without consent; of nobody. */
async function leftCarts(api: ApiFixture) {
  const shop = await createShop(api.database, { url: 'https://shop.example' });
  const { storeId, write } = shop;
  const key = await api.newKey(storeId, 'stats:read');
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId, valueMinor: 4_200, restoreUrl: 'https://shop.example/cart/1' });
  await shop.cart({ customerId: await shop.customer({ consents: [] }), valueMinor: 1_000 });
  const stranger = await shop.cart({ valueMinor: 300 });
  await shop.cart({ valueMinor: 77, currency: 'JPY' });
  await sweepCarts(api.database, { nowMs: Date.now(), limit: 100 });
  const [recovery] = await shop.openRecoveries();
  const messageId = randomUUID();
  const tokenOf = (kind: 'restore' | 'unsubscribe') => linkToken('a secret of the tests', { kind, storeId, messageId });
  const tokens = { restore: tokenOf('restore'), unsubscribe: tokenOf('unsubscribe') };
  await write(async (tx) => {
    await tx.insert(messages).values({
      ...{ storeId, id: messageId, recoveryId: recovery?.id ?? '', cartId: cart.id, customerId, ruleId: 'touch-1' },
      ...{
        channel: 'email',
        template: 'cart-reminder-1',
        provider: 'resend',
        addressHash: 'hash',
        basis: 'consent',
        cartVersion: 1,
      },
      ...{ state: 'accepted', claimedAt: new Date(now - 30 * minuteMs) },
    });
    for (const kind of ['restore', 'unsubscribe'] as const) {
      const tokenHash = linkTokenHash(tokens[kind]);
      await tx
        .insert(links)
        .values({ storeId, tokenHash, kind, messageId, cartId: cart.id, customerId, channel: 'email' });
    }
  });
  return { ...shop, key, stranger, recoveryId: recovery?.id ?? '', messageId, tokens };
}

describe('the analytics', () => {
  test('follow a cart from its abandonment to the click, the order, the refund and the wish for no more', async ({
    api,
    asking,
  }) => {
    const { key, recoveryId, messageId, tokens, order, write } = await leftCarts(api);
    const ask = async (metric: string, body: object = {}) =>
      (await asking.call('/v1/analytics/query', { method: 'POST', key, body: { metric, timeRange, ...body } })).json;
    const total = async (metric: string) => (await ask(metric)).total;
    await asking.copy();
    expect(await total('abandoned_carts')).toEqual({ value: 4 });
    expect(await ask('abandoned_value')).toMatchObject({
      ...{ currency: 'EUR', unit: 'money', total: { value: 5_500 }, otherCurrencies: [{ currency: 'JPY', orders: 1 }] },
    });
    expect((await ask('unreachable_carts', { dimensions: ['reason'] })).rows).toEqual([
      { dimensions: { reason: 'anonymous' }, value: 2 },
      { dimensions: { reason: 'no_consent' }, value: 1 },
    ]);
    expect(await total('reachable_share')).toEqual({ value: 1 / 4, numerator: 1, denominator: 4 });
    expect(await total('funnel_messaged')).toEqual({ value: 1 });
    expect([(await total('funnel_clicked')).value, (await total('clicked')).value]).toEqual([0, 0]);

    await redeemRestoreLink(api.database, { token: tokens.restore, now: Date.now() });
    await unsubscribe(api.database, { token: tokens.unsubscribe, scope: 'channel', source: 'page', now: Date.now() });
    const placedAt = new Date();
    await order({ recoveryId, totalMinor: 4_200, placedAt, touchMessageId: messageId });
    await asking.copy();
    expect([(await total('funnel_clicked')).value, (await total('clicked')).value]).toEqual([1, 1]);
    expect(await total('unsubscribe_rate')).toEqual({ value: 1, numerator: 1, denominator: 1 });
    expect(await total('recovery_rate')).toEqual({ value: 1 / 4, numerator: 1, denominator: 4 });
    for (const metric of ['recovered_revenue', 'recovered_revenue_last_touch'])
      expect((await ask(metric, { dimensions: ['channel'] })).rows).toEqual([
        { dimensions: { channel: 'email' }, value: 4_200 },
      ]);
    expect((await total('time_to_recovery')).value).toBeGreaterThan(0);
    expect(await total('revenue_per_recipient')).toEqual({ value: 4_200, numerator: 4_200, denominator: 1 });

    await write((tx) => tx.update(orders).set({ refundedMinor: 1_200 }));
    await asking.copy();
    expect(await total('refunds')).toEqual({ value: 1_200 });
    expect(await total('recovered_revenue')).toEqual({ value: 4_200 });
    await write((tx) => tx.update(orders).set({ status: 'cancelled', cancelledAt: new Date() }));
    await asking.copy();
    expect([(await total('recovered_revenue')).value, (await total('recovery_rate')).value]).toEqual([0, 0]);

    const rows = await asking.call('/v1/analytics/rows', {
      ...{ method: 'POST', key, body: { metric: 'abandoned_carts', timeRange, limit: 3 } },
    });
    expect(rows.json).toMatchObject({
      kind: 'abandonment',
      total: 4,
      items: [{ value: 1 }, { value: 1 }, { value: 1 }],
    });
    const rest = await asking.call('/v1/analytics/rows', {
      method: 'POST',
      key,
      body: { metric: 'abandoned_carts', timeRange, limit: 3, cursor: rows.json.nextCursor },
    });
    expect([rest.json.items.length, rest.json.nextCursor]).toEqual([1, null]);
  });

  test('name the products that lay in abandoned carts and in recovered orders, and list the carts of each', async ({
    api,
    asking,
  }) => {
    const { storeId, customer, cart, order, sentMessage, openRecoveries } = await createShop(api.database);
    const key = await api.newKey(storeId, 'stats:read');
    const [lamp, rug] = [
      { productId: 'lamp', quantity: 2, unitPriceMinor: 1_000, name: 'Oak lamp' },
      { productId: 'rug', quantity: 1, unitPriceMinor: 5_000, name: 'Tide runner' },
    ];
    const left = await cart({ customerId: await customer(), lines: [lamp, rug], valueMinor: 7_000 });
    await cart({ lines: [{ ...lamp, quantity: 1, name: 'Oak lamp, small' }], valueMinor: 1_000 });
    await sweepCarts(api.database, { nowMs: Date.now(), limit: 100 });
    const [recovery] = await openRecoveries();
    await sentMessage(left, recovery?.id ?? '');
    await order({ recoveryId: recovery?.id ?? '', totalMinor: 2_000, placedAt: new Date(), lines: [lamp] });
    await asking.copy();
    const ask = async (metric: string, body: object) =>
      (await asking.call('/v1/analytics/query', { method: 'POST', key, body: { metric, timeRange, ...body } })).json;
    const byProduct = { dimensions: ['productId'] };
    const carts = await ask('abandoned_products', byProduct);
    expect(carts.rows).toEqual([
      { dimensions: { productId: 'lamp' }, value: 2 },
      { dimensions: { productId: 'rug' }, value: 1 },
    ]);
    expect(carts.names).toEqual({ productId: { lamp: expect.stringContaining('Oak lamp'), rug: 'Tide runner' } });
    expect((await ask('abandoned_products_value', byProduct)).rows).toEqual([
      { dimensions: { productId: 'lamp' }, value: 3_000 },
      { dimensions: { productId: 'rug' }, value: 5_000 },
    ]);
    const sold = await ask('recovered_products_value', byProduct);
    expect([sold.rows, sold.names]).toEqual([
      [{ dimensions: { productId: 'lamp' }, value: 2_000 }],
      { productId: { lamp: 'Oak lamp' } },
    ]);
    const body = { metric: 'abandoned_products', timeRange, ...byProduct, cell: { productId: 'lamp' } };
    const { json } = await asking.call('/v1/analytics/rows', { method: 'POST', key, body });
    expect([json.kind, json.total]).toEqual(['left_product', 2]);
    expect(json.items.map(({ cartId }: { cartId: string }) => cartId)).toContain(left.id);
  });

  test('count a cart once however often it is judged, and anew after it was bought', async ({ api, asking }) => {
    const { key, stranger, write } = await leftCarts(api);
    const leave = async (changed: object = {}) => {
      const again = { abandonAt: new Date(Date.now() - 1), ...changed };
      await write((tx) => tx.update(carts).set(again).where(eq(carts.id, stranger.id)));
      await sweepCarts(api.database, { nowMs: Date.now(), limit: 100 });
      await asking.copy();
      const body = { metric: 'abandoned_carts', timeRange };
      return (await asking.call('/v1/analytics/query', { method: 'POST', key, body })).json.total.value;
    };
    expect(await leave()).toBe(4);
    expect(await leave({ purchasedAt: new Date() })).toBe(5);
  });

  test('give a question up when whoever asked has left', async ({ api }) => {
    const { key } = await api.newStore();
    const { promise: asked, resolve: onAsked } = Promise.withResolvers<AbortSignal>();
    const query = (_: unknown, signal?: AbortSignal) => {
      if (signal) onAsked(signal);
      return new Promise<never>((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('left'))),
      );
    };
    const { address, stop } = await api.serve({
      analytics: { query, queryAll: query, rows: query, openRows: (question, { signal }) => query(question, signal) },
    });
    const leaving = new AbortController();
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ metric: 'messages', timeRange });
    const url = `http://${address}/v1/analytics/query`;
    const answer = fetch(url, { method: 'POST', headers, body, signal: leaving.signal });
    const signal = await asked;
    expect(signal.aborted).toBe(false);
    leaving.abort();
    await expect(answer).rejects.toThrow();
    await expect.poll(() => signal.aborted).toBe(true);
    await stop(0);
  });

  test('list every metric with its definition', async ({ api, asking }) => {
    const { key } = await api.newStore();
    const { json } = await asking.call('/v1/analytics/catalogue', { key });
    expect(json.metrics.map(({ id }: { id: string }) => id)).toEqual(metricIds);
  });

  test.for([
    [{ metric: 'conversion' }, 'metric'],
    [{ metric: 'messages', timeRange: { from: '2026-02-30', to: '2026-03-01' } }, 'timeRange.from'],
    [{ metric: 'messages', timeRange: { from: '0001-01-01', to: '0001-01-02' } }, 'timeRange.from'],
    [{ metric: 'messages', timeRange: { from: '2026-03-02', to: '2026-03-01' } }, 'timeRange.from'],
    [{ metric: 'messages', dimensions: ['reason'] }, 'dimensions.0'],
    [{ metric: 'messages', filters: { channel: [] } }, 'filters.channel'],
    [{ metric: 'messages', filters: { 'channel) or (1=1': ['x'] } }, 'filters'],
    [{ metric: 'messages', granularity: 'minute' }, 'granularity'],
    [{ metric: 'messages', top: 0 }, 'top'],
  ] as const)('refuse %o and say where it is wrong', async ([body, path], { api, asking }) => {
    const { key } = await api.newStore();
    const asked = { timeRange, ...body };
    const { status, json } = await asking.call('/v1/analytics/query', { method: 'POST', key, body: asked });
    expect([status, json.error.code, json.error.path]).toEqual([422, 'invalid', path]);
  });

  test.for(["'; drop table messages; --", '\\', "x' or 1=1", '{"a":1}', 'unknown', '\u{1F600}'])(
    'take %s as the value that it is',
    async (value, { api, asking }) => {
      const { key } = await leftCarts(api);
      await asking.copy();
      const body = { metric: 'messages', timeRange, filters: { provider: value } };
      const { status, json } = await asking.call('/v1/analytics/query', { method: 'POST', key, body });
      expect([status, json.total]).toEqual([200, { value: 0 }]);
      const list = await asking.call('/v1/analytics/rows', { method: 'POST', key, body });
      expect([list.status, list.json.total]).toEqual([200, 0]);
    },
  );

  test('show a store its own numbers only', async ({ api, asking }) => {
    await leftCarts(api);
    const { key } = await api.newStore();
    await asking.copy();
    for (const metric of metricIds) {
      const body = { metric, timeRange };
      const { status, json } = await asking.call('/v1/analytics/query', { method: 'POST', key, body });
      expect([status, json.total.value || 0]).toEqual([200, 0]);
      const list = await asking.call('/v1/analytics/rows', { method: 'POST', key, body });
      expect([list.status, list.json.items]).toEqual([200, []]);
    }
  });

  test('come together: an answer or a refusal for each question, in their order', async ({ api, asking }) => {
    const { key } = await leftCarts(api);
    await asking.copy();
    const questions = [
      { metric: 'abandoned_carts', timeRange },
      { metric: 'messages', timeRange, dimensions: ['reason'] },
      { metric: 'abandoned_value', timeRange },
    ];
    const { status, json } = await asking.call('/v1/analytics/queries', { method: 'POST', key, body: { questions } });
    expect(status).toBe(200);
    expect(json.answers).toMatchObject([
      { status: 200, answer: { metric: 'abandoned_carts', total: { value: 4 } } },
      { status: 422, error: { code: 'invalid', path: 'dimensions.0', requestId: expect.any(String) } },
      { status: 200, answer: { metric: 'abandoned_value', currency: 'EUR', total: { value: 5_500 } } },
    ]);
  });

  test('are refused together where a question has no shape of one, and beyond the limit', async ({ api, asking }) => {
    const { key } = await api.newStore();
    const fine = { metric: 'messages', timeRange };
    const ask = async (questions: readonly object[]) => {
      const { status, json } = await asking.call('/v1/analytics/queries', { method: 'POST', key, body: { questions } });
      return [status, json.error?.path];
    };
    expect(await ask([fine, { ...fine, metric: 'conversion' }])).toEqual([422, 'questions.1.metric']);
    expect(await ask([])).toEqual([422, 'questions']);
    expect(await ask(Array.from({ length: 41 }, () => fine))).toEqual([422, 'questions']);
  });

  test('are 503 while ClickHouse is away, and where there is none', async ({ api }) => {
    const { key } = await api.newStore();
    const clickhouse = connectClickhouse('http://127.0.0.1:9', { applicationName: 'test' });
    const analytics = createAnalyticsReader({ clickhouse, database: api.database, now: Date.now });
    const body = { metric: 'messages', timeRange };
    for (const { call } of [api.appWith({ analytics }), api]) {
      const { status, json } = await call('/v1/analytics/query', { method: 'POST', key, body });
      expect([status, json.error.code]).toEqual([503, 'unavailable']);
    }
    await clickhouse.close();
  });
});
