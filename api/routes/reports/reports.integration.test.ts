import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { connectClickhouse } from '../../../db/clickhouse/connect.ts';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { messages } from '../../../db/postgres/schema/index.ts';
import { exportFacts } from '../../../services/analytics/facts/export-facts.ts';
import { factSources } from '../../../services/analytics/facts/fact-sources.ts';
import { createReportReader } from '../../../services/analytics/reports/report-reader.ts';
import { recordDecision } from '../../../services/journal/decisions/record.ts';
import { type ApiFixture, test as base } from '../../../test/api-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';

const reportPaths = ['recovered-revenue', 'funnel', 'non-sends', 'messages'].map((name) => `/v1/reports/${name}`);

interface Reporting extends Pick<ApiFixture, 'call'> {
  copy(): Promise<void>;
}

const test = base.extend('reporting', { scope: 'file' }, async ({ api, clickhouse }): Promise<Reporting> => {
  await migrateClickhouse(clickhouse);
  const { database } = api;
  const holder = randomUUID();
  return {
    call: api.appWith({ reports: createReportReader({ clickhouse, database }) }).call,
    async copy() {
      for (const source of factSources) await exportFacts({ database, clickhouse, holder, onLag: () => {} }, source);
    },
  };
});

/** A store with a cart that was recovered by a message, one that nobody could be written to about, and its key. */
async function recoveredShop(api: ApiFixture) {
  const shop = await createShop(api.database, { timeZone: 'Pacific/Auckland' });
  const { storeId } = shop;
  const key = await api.newKey(storeId, 'carts:read');
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart, { createdAt: new Date('2026-11-20T10:00:00Z') });
  await shop.write(async (tx) => {
    await tx.insert(messages).values({
      ...{ storeId, id: randomUUID(), recoveryId, cartId: cart.id, customerId, ruleId: 'touch-1', channel: 'email' },
      ...{
        template: 'cart-reminder-1',
        provider: 'resend',
        addressHash: 'hash',
        basis: 'consent',
        state: 'accepted',
        cartVersion: 1,
      },
      claimedAt: new Date('2026-11-20T11:00:00Z'),
    });
    const key = randomUUID();
    await recordDecision(tx, { storeId, cartId: randomUUID(), kind: 'not_started', reason: 'no_consent', key });
  });
  await shop.order({ recoveryId, totalMinor: 4_200, placedAt: new Date('2026-11-20T12:00:00Z') });
  await shop.order({ recoveryId, totalMinor: 100, placedAt: new Date('2026-11-20T10:30:00Z') });
  return { ...shop, key };
}

const range = 'from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z';

describe('the reports', () => {
  test('count money by the day of the store, carts by stage, messages and reasons', async ({ api, reporting }) => {
    const { key, campaignId } = await recoveredShop(api);
    await reporting.copy();
    const read = async (name: string, query = range) =>
      (await reporting.call(`/v1/reports/${name}?${query}`, { key })).json;

    expect(await read('recovered-revenue')).toMatchObject({
      ...{ from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z', truncated: false },
      timeZone: 'Pacific/Auckland',
      rows: [
        {
          ...{ day: '2026-11-20', campaignId, currency: 'EUR', orders: 0, amountMinor: 0 },
          ...{ unaidedOrders: 1, unaidedAmountMinor: 100 },
        },
        { day: '2026-11-21', campaignId, currency: 'EUR', orders: 1, amountMinor: 4_200, unaidedOrders: 0 },
      ],
    });
    expect((await read('recovered-revenue', `${range}&timeZone=europe/vienna`)).rows).toMatchObject([
      { day: '2026-11-20', orders: 1, unaidedOrders: 1 },
    ]);
    expect((await read('funnel')).rows).toEqual([
      {
        ...{ abandoned: 2, started: 1, messaged: 1, reported: 0, delivered: 0, opened: 0, clicked: 0 },
        ...{ recovered: 1, unaided: 0 },
      },
    ]);
    expect((await read('non-sends', '')).rows).toEqual([
      {
        ...{ kind: 'not_started', reason: 'no_consent', channel: null, decisions: 1, carts: 1 },
        reasonText: 'The person has not agreed to messages on any reachable channel.',
      },
    ]);
    expect((await read('messages')).rows).toEqual([
      {
        ...{ channel: 'email', provider: 'resend', state: 'accepted', deliveryState: null },
        ...{ messages: 1, attempts: 1 },
      },
    ]);
  });

  test('show a store its own rows only', async ({ api, reporting }) => {
    await recoveredShop(api);
    const stranger = await api.newStore();
    await reporting.copy();
    for (const path of reportPaths) {
      const { status, json } = await reporting.call(path, { key: stranger.key });
      const counts = json.rows.flatMap((row: object) => Object.values(row)).filter(Boolean);
      expect([path, status, counts]).toEqual([path, 200, []]);
    }
  });

  test('say up to when they are complete', async ({ api, reporting }) => {
    const { key, order } = await recoveredShop(api);
    await reporting.copy();
    const before = new Date().toISOString();
    expect((await reporting.call('/v1/reports/funnel', { key })).json.asOf >= before).toBe(true);
    const queued = new Date().toISOString();
    await order();
    expect((await reporting.call('/v1/reports/funnel', { key })).json.asOf < new Date().toISOString()).toBe(true);
    const first = (await reporting.call('/v1/reports/funnel', { key })).json.asOf;
    expect((await reporting.call('/v1/reports/funnel', { key })).json.asOf).toBe(first);
    expect(first >= queued).toBe(true);
    await reporting.copy();
    expect((await reporting.call('/v1/reports/funnel', { key })).json.asOf > first).toBe(true);
  });

  test.for([
    'from=yesterday',
    'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
    'from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z',
    'to=9999-12-31T23:59:59Z',
  ])('refuse the range %s', async (query, { api, reporting }) => {
    const { key } = await api.newStore();
    for (const path of reportPaths) {
      const { status, json } = await reporting.call(`${path}?${query}`, { key });
      expect([path, status, json.error.code]).toEqual([path, 400, 'bad_request']);
    }
  });

  test.for(['Mars/Olympus', '1', "x' or 1 = 1", '../../etc/passwd', ''])(
    'refuse the time zone %s',
    async (zone, { api, reporting }) => {
      const { key } = await api.newStore();
      const { status, json } = await reporting.call(`/v1/reports/recovered-revenue?timeZone=${zone}`, { key });
      expect([status, json.error.path]).toEqual([400, 'timeZone']);
    },
  );

  test('need the right to read carts', async ({ api, reporting }) => {
    const { id } = await api.newStore();
    const key = await api.newKey(id, 'events:write');
    for (const path of reportPaths) expect((await reporting.call(path, { key })).status).toBe(403);
  });

  test('are 503 with a time to come again while analytics is away, and say nothing of it', async ({ api }) => {
    const { key } = await api.newStore();
    const clickhouse = connectClickhouse('http://127.0.0.1:9', { applicationName: 'test' });
    const { call } = api.appWith({ reports: createReportReader({ clickhouse, database: api.database }) });
    for (const path of reportPaths) {
      const { status, headers, json, text } = await call(path, { key });
      expect([path, status, json.error.code]).toEqual([path, 503, 'unavailable']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(text).not.toContain('127.0.0.1');
    }
    expect((await api.call('/v1/reports/funnel', { key })).status, 'an API without analytics').toBe(503);
    await clickhouse.close();
  });
});
