import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { describe, expect } from 'vitest';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import type { OrderFact, RecoveryFact } from '../../../db/clickhouse/tables/facts.ts';
import { utcText } from '../../../db/clickhouse/utc-text.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../../../domain/duration.ts';
import { wilsonInterval } from '../../../domain/wilson-interval.ts';
import { featureSetHash } from '../../../ml/features.ts';
import { emptyActivity } from '../../../ml/shopping-activity.ts';
import { test as base } from '../../../test/api-fixture.ts';
import { createShop, type Shop } from '../../../test/shop-factory.ts';
import { keepPredictions } from '../../prediction/predictions/keep.ts';
import { createPredictionReporter } from './prediction-report.ts';

const test = base.extend('analytics', { scope: 'file' }, async ({ clickhouse }): Promise<ClickHouseClient> => {
  await migrateClickhouse(clickhouse);
  return clickhouse;
});

const nowMs = Date.now();
const longAgoMs = nowMs - 10 * dayMs;

interface Predicted {
  readonly chance: number;
  readonly atMs?: number;
  /** After the prediction; each is an order of the cart, of the recovery, or of both. */
  readonly orders?: readonly {
    readonly afterMs: number;
    readonly by?: 'cart' | 'recovery' | 'both';
    readonly messaged?: boolean;
    readonly status?: string;
  }[];
}

async function insertPredicted(clickhouse: ClickHouseClient, shop: Shop, all: readonly Predicted[]): Promise<void> {
  const recoveries: RecoveryFact[] = [];
  const orders: OrderFact[] = [];
  for (const { chance, atMs = longAgoMs, orders: followed = [] } of all) {
    const [id, cartId] = [randomUUID(), randomUUID()];
    const at = utcText(atMs);
    recoveries.push({
      ...{ store_id: shop.storeId, id, version: '1', created_at: at, cart_id: cartId, campaign_id: shop.campaignId },
      ...{
        campaign_version: 1,
        stage: 'ended',
        outcome: '',
        reason: '',
        probability: chance,
        model_version: 'prior-1',
      },
      ...{ abandoned_at: at, started_at: at, ended_at: null },
    });
    for (const { afterMs, by = 'both', messaged = false, status = 'placed' } of followed) {
      const arrived = utcText(atMs + afterMs);
      orders.push({
        ...{ store_id: shop.storeId, id: randomUUID(), version: '1', created_at: arrived },
        ...{ cart_id: by === 'recovery' ? null : cartId, recovery_id: by === 'cart' ? null : id },
        ...{
          campaign_id: null,
          campaign_version: 0,
          status,
          total_minor: '100',
          refunded_minor: '0',
          discount_minor: '0',
          currency: 'EUR',
        },
        ...{ arrived_at: arrived, placed_at: arrived, cancelled_at: null, refunded_at: null, channel: '' },
        ...{ message_id: messaged ? randomUUID() : null, abandoned_at: null },
        ...{ touch_message_id: null, touch_channel: '', touch_campaign_id: null, product_ids: [], product_values: [] },
      });
    }
  }
  await clickhouse.insert({ table: 'recoveries', values: recoveries, format: 'JSONEachRow' });
  if (orders.length > 0) await clickhouse.insert({ table: 'orders', values: orders, format: 'JSONEachRow' });
}

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe('the report on predictions', () => {
  test('counts what was bought in time, once, and only of carts whose time is over', async ({ api, analytics }) => {
    const shop = await createShop(api.database);
    const report = createPredictionReporter({ clickhouse: analytics, database: api.database, now: () => nowMs });
    await insertPredicted(analytics, shop, [
      ...times(30, { chance: 0.15 }),
      ...times(5, { chance: 0.12, orders: [{ afterMs: hourMs, by: 'recovery', messaged: true }] } as const),
      ...times(3, { chance: 0.19, orders: [{ afterMs: minuteMs, by: 'cart' }, { afterMs: hourMs }] } as const),
      { chance: 0.15, orders: [{ afterMs: 3 * dayMs + secondMs }] },
      { chance: 0.15, orders: [{ afterMs: hourMs, status: 'cancelled' }] },
      { chance: 0.15, orders: [{ afterMs: -hourMs }] },
      ...times(4, { chance: 0.15, atMs: nowMs - dayMs, orders: [{ afterMs: hourMs }] }),
    ]);
    const { bins, total } = await report({ storeId: shop.storeId });
    expect(bins[1]).toMatchObject({ predictions: 45, matured: 41, bought: 8, boughtAfterMessage: 5 });
    expect(bins[1]?.observed).toEqual({ share: 8 / 41, ...wilsonInterval(8, 41) });
    expect(bins[1]?.predicted).toBeCloseTo((33 * 0.15 + 5 * 0.12 + 3 * 0.19) / 41, 10);
    expect(total).toMatchObject({ predictions: 45, matured: 41, bought: 8 });
  });

  test('says nothing of a tenth with fewer than 30 carts, and 1 is in the last tenth', async ({ api, analytics }) => {
    const shop = await createShop(api.database);
    const other = await createShop(api.database);
    const report = createPredictionReporter({ clickhouse: analytics, database: api.database, now: () => nowMs });
    await insertPredicted(analytics, shop, [
      ...times(28, { chance: 0.93 }),
      { chance: 1 },
      ...times(30, { chance: 0 }),
    ]);
    await insertPredicted(analytics, other, times(100, { chance: 0.93 }));
    const { bins, total } = await report({ storeId: shop.storeId });
    expect(bins).toHaveLength(10);
    expect(bins.at(-1)).toMatchObject({ predictions: 29, matured: 29, observed: null });
    expect(bins[0]).toMatchObject({ predictions: 30, observed: { share: 0, low: 0 } });
    expect(bins.reduce((sum, { predictions }) => sum + predictions, 0)).toBe(total.predictions);
  });

  test('waits by the clock of the store, and never beyond what analytics has', async ({ api, analytics }) => {
    const shop = await createShop(api.database, { timeScale: 3_600 });
    const report = createPredictionReporter({ clickhouse: analytics, database: api.database, now: () => nowMs });
    await insertPredicted(analytics, shop, [
      { chance: 0.5, atMs: nowMs - 5 * minuteMs, orders: [{ afterMs: 71 * secondMs }] },
      { chance: 0.5, atMs: nowMs - 5 * minuteMs, orders: [{ afterMs: 73 * secondMs }] },
      { chance: 0.5, atMs: nowMs - 60 * secondMs },
    ]);
    expect((await report({ storeId: shop.storeId })).bins[5]).toMatchObject({ predictions: 3, matured: 2, bought: 1 });
  });

  test('counts the predictions of each day of the store, how long they took, and what moved them', async ({
    api,
    analytics,
  }) => {
    const shop = await createShop(api.database, { timeZone: 'Pacific/Auckland' });
    const { storeId } = shop;
    const made = (at: string, tookMs: number | undefined, feature: string, raises: boolean) =>
      shop.write((tx) =>
        keepPredictions(tx, [
          {
            ...{ storeId, cartId: randomUUID(), recoveryId: null },
            input: { activity: emptyActivity, cart: null, atMs: Date.parse(at), timeZone: 'Pacific/Auckland' },
            prediction: {
              ...{ probability: 0.2, modelVersion: 'prior-1', featureSetHash },
              reasons: [
                { feature, value: 1, direction: raises ? 'raises' : 'lowers', contribution: raises ? 0.5 : -0.25 },
              ],
            },
            ...(tookMs !== undefined && { tookMs }),
          },
        ]),
      );
    // Midnight there is 11:00 UTC.
    await made('2026-11-20T10:59:59Z', 4, 'weekend', true);
    await made('2026-11-20T11:00:00Z', undefined, 'weekend', false);
    await made('2026-11-21T10:59:59Z', 8, 'product_views', true);
    await made('2026-11-21T11:00:00Z', 1_000, 'weekend', true);
    const report = createPredictionReporter({ clickhouse: analytics, database: api.database, now: () => nowMs });
    const { days, reasons } = await report({ storeId, range: { from: '2026-11-19', to: '2026-11-21' } });
    expect(days).toEqual([
      { day: '2026-11-19', forRecoveries: 0, forApi: 0, medianMs: null, p95Ms: null },
      { day: '2026-11-20', forRecoveries: 0, forApi: 1, medianMs: 4, p95Ms: 4 },
      { day: '2026-11-21', forRecoveries: 0, forApi: 2, medianMs: 8, p95Ms: 8 },
    ]);
    expect(reasons).toEqual([
      { feature: 'weekend', raises: 1, lowers: 1, meanContribution: 0.375 },
      { feature: 'product_views', raises: 1, lowers: 0, meanContribution: 0.5 },
    ]);
  });

  test('is asked over the API by days that there are, the first not after the last', async ({ api, analytics }) => {
    const { key } = await api.newStore();
    const reportPredictions = createPredictionReporter({
      clickhouse: analytics,
      database: api.database,
      now: Date.now,
    });
    const { call } = api.appWith({ reportPredictions });
    const status = async (query: string) => (await call(`/v1/predictions/report${query}`, { key })).status;
    expect(await status('')).toBe(200);
    expect(await status('?from=2026-11-01&to=2026-11-01')).toBe(200);
    expect(await status('?from=2026-11-02&to=2026-11-01')).toBe(400);
    expect(await status('?from=2026-02-30&to=2026-11-01')).toBe(400);
    expect(await status('?from=2026-11-01')).toBe(400);
    expect(await status('?from=2020-01-01&to=2026-11-01')).toBe(400);
    expect((await api.call('/v1/predictions/report', { key })).status).toBe(503);
  });
});
