import { describe, expect } from 'vitest';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { utcText } from '../../../db/clickhouse/utc-text.ts';
import { hourMs, minuteMs } from '../../../domain/duration.ts';
import { type ActivityEvent, addToActivity, emptyActivity } from '../../../ml/shopping-activity.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { askedCart } from '../../../test/training-place.ts';
import { checkFeatures } from './check-features.ts';
import { readFeatureChecks } from './read-checks.ts';

const nowMs = Date.parse('2026-11-27T12:00:00.000Z');
const askedMs = nowMs - hourMs;

interface Told {
  readonly productId: string;
  readonly occurredMs: number;
  readonly receivedMs: number;
}

let events = 0;

const test = base.extend('check', { scope: 'file' }, async ({ systemOfRecord, clickhouse }) => {
  await migrateClickhouse(clickhouse);
  return {
    /** Puts views of a device into analytics. */
    async analyse(shop: Shop, told: readonly Told[]): Promise<void> {
      const values = told.map(({ productId, occurredMs, receivedMs }) => ({
        ...{ store_id: shop.storeId, shopper: 'a:device-1', event_id: `event-${++events}`, type: 'product_viewed' },
        ...{ occurred_at: utcText(occurredMs), received_at: utcText(receivedMs) },
        ...{ cart_id: null, order_id: null, product_ids: [productId], quantity: 0, value_minor: null, currency: '' },
      }));
      await clickhouse.insert({ table: 'events', values, format: 'JSONEachRow' });
    },
    run: () => checkFeatures({ database: systemOfRecord, clickhouse, now: () => nowMs }, { limit: 10_000 }),
    of: (shop: Shop) => readFeatureChecks(systemOfRecord, { storeId: shop.storeId }),
  };
});

const views: readonly Told[] = [0, 5, 9].map((minute) => ({
  productId: `p-${minute}`,
  occurredMs: askedMs - hourMs + minute * minuteMs,
  receivedMs: askedMs - hourMs + minute * minuteMs + 40,
}));
const activity = views
  .map(({ productId, occurredMs }): ActivityEvent => ({ type: 'product_viewed', productId, atMs: occurredMs }))
  .reduce(addToActivity, emptyActivity);
const history = {
  ...{ orders: 0, lastOrderAgoMs: null, messages: 0, lastMessageAgoMs: null },
  reachableBy: ['email'],
} as const;
const asked = { atMs: askedMs, anonymousId: 'device-1', activity, history };

describe('features that were served', () => {
  test('are those of the events that were known then: one that arrived later changes nothing (operations M2)', async ({
    newShop,
    check,
  }) => {
    const shop = await newShop();
    await askedCart(shop, asked);
    await check.analyse(shop, [
      ...views,
      // It happened before the question and arrived after it, as what a shop sends again at night.
      { productId: 'late', occurredMs: askedMs - 30 * minuteMs, receivedMs: askedMs + 1 },
      { productId: 'after', occurredMs: askedMs + 1, receivedMs: askedMs + 1 },
    ]);
    await check.run();
    expect(await check.of(shop)).toEqual([{ day: '2026-11-27', checked: 1, differing: 0, byFeature: {} }]);
  });

  test('that missed what was known then are found, by the features that differ', async ({ newShop, check }) => {
    const shop = await newShop();
    await askedCart(shop, asked);
    await check.analyse(shop, [
      ...views,
      { productId: 'missed', occurredMs: askedMs - 30 * minuteMs, receivedMs: askedMs - 29 * minuteMs },
    ]);
    await check.run();
    const [day] = await check.of(shop);
    expect(day).toMatchObject({ checked: 1, differing: 1, byFeature: { product_views: 1, activity_age_seconds: 1 } });
    expect(Object.keys(day?.byFeature ?? {})).not.toContain('cart_value_log');
  });

  test('count orders and messages from when we knew of them', async ({ newShop, check }) => {
    const shop = await newShop();
    const { customerId, recoveryId } = await askedCart(shop, asked);
    await check.analyse(shop, views);
    const cart = await shop.cart({ customerId });
    await shop.order({ customerId, placedAt: new Date(askedMs + minuteMs) });
    await shop.sentMessage(cart, recoveryId, { claimedAt: new Date(askedMs + minuteMs) });
    await check.run();
    expect(await check.of(shop)).toMatchObject([{ checked: 1, differing: 0 }]);
  });

  test('are each compared once', async ({ newShop, check }) => {
    const shop = await newShop();
    await askedCart(shop, asked);
    await check.analyse(shop, views);
    await check.run();
    await check.run();
    expect(await check.of(shop)).toMatchObject([{ checked: 1 }]);
  });
});
