import type { ClickHouseClient } from '@clickhouse/client';
import { describe, expect } from 'vitest';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { utcText } from '../../../db/clickhouse/utc-text.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { getEventFlow } from './get-flow.ts';
import { judgeFlows } from './judge-flows.ts';
import { readFlowBaselines } from './read-flow-baselines.ts';
import { readLastEvents } from './read-last-events.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Noon of a day; the tests put events around it. */
const noon = Math.floor(Date.now() / dayMs) * dayMs - dayMs / 2;

const test = base.extend('analytics', { scope: 'file' }, async ({ clickhouse }): Promise<ClickHouseClient> => {
  await migrateClickhouse(clickhouse);
  return clickhouse;
});

/** Puts so many events of a store at each of these moments, as the copy of the log does. */
async function arrived(
  clickhouse: ClickHouseClient,
  storeId: string,
  moments: readonly number[],
  each = 1,
): Promise<void> {
  const values = moments.flatMap((at) =>
    Array.from({ length: each }, (_, index) => ({
      store_id: storeId,
      shopper: 'a:device',
      occurred_at: utcText(at),
      event_id: `${at}-${index}`,
      type: 'product_viewed',
      received_at: utcText(at),
      cart_id: null,
      order_id: null,
      product_ids: ['p'],
      quantity: 1,
      value_minor: null,
      currency: '',
    })),
  );
  await clickhouse.insert({ table: 'events', values, format: 'JSONEachRow' });
}

/** Every full hour from 8 to 20 of the days before the noon. */
const usualHours = (days: number) =>
  Array.from({ length: days }, (_, day) =>
    Array.from({ length: 12 }, (_, hour) => noon - dayMs / 2 - (day + 1) * dayMs + (8 + hour) * hourMs),
  ).flat();

describe('the flow of a store’s events', () => {
  test('is learned by the hour of the day from whole days, for each store by itself', async ({
    analytics,
    newShop,
  }) => {
    const [shop, other] = [await newShop(), await newShop()];
    await arrived(analytics, shop.storeId, usualHours(4), 30);
    await arrived(analytics, shop.storeId, [noon], 500);
    await arrived(analytics, other.storeId, usualHours(1), 1);
    const flows = await readFlowBaselines(analytics, noon);
    const usual = flows.get(shop.storeId);
    expect(usual?.days).toBe(4);
    expect(usual?.hours.map(({ mean }) => mean)).toEqual([
      ...Array.from({ length: 8 }, () => 0),
      ...Array.from({ length: 12 }, () => 30),
      ...Array.from({ length: 4 }, () => 0),
    ]);
    expect(usual?.hours[12]?.variance).toBeCloseTo(0);
    expect(flows.get(other.storeId)?.days).toBe(1);
  });

  test('is called silent when they stop, and flowing when they come again; each change is seen once', async ({
    analytics,
    systemOfRecord,
    newShop,
  }) => {
    const shop = await newShop();
    await arrived(analytics, shop.storeId, usualHours(5), 120);
    await arrived(analytics, shop.storeId, [noon]);
    const look = async (nowMs: number) => {
      const [usual, lastEvents] = [await readFlowBaselines(analytics, nowMs), await readLastEvents(analytics, nowMs)];
      const { changes } = await judgeFlows(systemOfRecord, { usual, lastEvents, nowMs });
      return changes.filter(({ storeId }) => storeId === shop.storeId).map(({ from, to }) => `${from} → ${to}`);
    };
    const flow = () => getEventFlow(systemOfRecord, { storeId: shop.storeId });
    expect(await flow()).toBeNull();
    expect(await look(noon + 60_000)).toEqual(['learning → flowing']);
    expect(await flow()).toMatchObject({ state: 'flowing', lastEventAt: new Date(noon) });
    expect(await look(noon + hourMs)).toEqual(['flowing → silent']);
    expect(await look(noon + hourMs)).toEqual([]);
    expect(await flow()).toMatchObject({ state: 'silent', since: new Date(noon), expectedEvents: 120 });
    await arrived(analytics, shop.storeId, [noon + 2 * hourMs]);
    expect(await look(noon + 2 * hourMs)).toEqual(['silent → flowing']);
    expect(await flow()).toMatchObject({ state: 'flowing', since: new Date(noon + 2 * hourMs) });
  });

  test('of a store that does not exist is not kept', async ({ systemOfRecord }) => {
    const ghost = '00000000-0000-4000-8000-00000000dead';
    await judgeFlows(systemOfRecord, { usual: new Map(), lastEvents: new Map([[ghost, noon]]), nowMs: noon });
    expect(await getEventFlow(systemOfRecord, { storeId: ghost })).toBeNull();
  });
});
