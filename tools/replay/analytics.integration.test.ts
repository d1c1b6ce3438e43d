import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { describe, expect } from 'vitest';
import { migrateClickhouse } from '../../db/clickhouse/migrate.ts';
import { cartQuarantines, messages } from '../../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../../db/postgres/tenancy.ts';
import type { MetricId } from '../../domain/analytics/catalogue.ts';
import { hourMs, minuteMs } from '../../domain/duration.ts';
import type { AcceptedEvent, StorefrontEvent } from '../../events/event.ts';
import { exportFacts } from '../../services/analytics/facts/export-facts.ts';
import { factSources } from '../../services/analytics/facts/fact-sources.ts';
import { createAnalyticsReader } from '../../services/analytics/queries/analytics-reader.ts';
import type { AnalyticsQuestion } from '../../services/analytics/queries/query-input.ts';
import { applyEvents } from '../../services/pipeline/apply-events.ts';
import { sweepCarts } from '../../services/recovery/abandonment/sweep.ts';
import { cartIdOf } from '../../services/shared/ids.ts';
import { createStoreThresholdsCache } from '../../services/state/stores/idle-thresholds.ts';
import { dataDir, hasData } from '../../test/data-dir.ts';
import { createFoldOracle, type ExpectedCart } from '../../test/fold-oracle.ts';
import type { Shop } from '../../test/shop-factory.ts';
import { test } from '../../test/system-of-record.ts';
import { groupOrders } from './group-orders.ts';
import { formatOf } from './open-rows.ts';
import { readClicks, surveyClicks } from './read-clicks.ts';
import { toEvents } from './to-events.ts';

const files = ['cosmetics_2022_oct.csv', 'cosmetics_2022_nov.csv', 'cosmetics_2022_dec.csv'];
const hasFiles = files.every((file) => hasData('clickstream', file));
const eventsPerBatch = 500;
const idleMs = 2 * hourMs;

/** What people of a recorded shop put into carts, ending two hours ago; what they bought comes later, and from us. */
async function recordedEvents(): Promise<readonly StorefrontEvent[]> {
  const paths = files.map((file) => resolve(dataDir, 'clickstream', file));
  const survey = await surveyClicks(
    await Promise.all(paths.map(async (path) => ({ path, format: await formatOf(path, undefined) }))),
  );
  const beganAt = Date.now() - idleMs - survey.spanMs;
  const events: StorefrontEvent[] = [];
  const rules = { run: 'r', wallMsOf: (traceMs: number) => beganAt + traceMs };
  for await (const { event } of toEvents(groupOrders(readClicks(survey)), rules))
    if (!event.type.startsWith('order_') && event.type !== 'product_viewed') events.push(event);
  return events;
}

async function apply(database: Database, shop: Shop, told: readonly StorefrontEvent[]): Promise<void> {
  const storeThresholds = createStoreThresholdsCache();
  for (let first = 0; first < told.length; first += eventsPerBatch) {
    const events = told
      .slice(first, first + eventsPerBatch)
      .map((event): AcceptedEvent => ({ ...event, storeId: shop.storeId, receivedAt: Date.parse(event.occurredAt) }));
    await withPipeline(database, (tx) => applyEvents(tx, events, { storeThresholds, now: Date.now }));
  }
}

const worthOf = (carts: Iterable<ExpectedCart>): number =>
  [...carts].reduce((sum, { valueMinor }) => sum + (valueMinor ?? 0), 0);

describe('the numbers of a replayed clickstream', () => {
  test.skipIf(!hasFiles)(
    'are to the piece and the cent those that a person counts in it',
    { timeout: 300_000 },
    async ({ clickhouse, systemOfRecord: database, newShop }) => {
      await migrateClickhouse(clickhouse);
      const shop = await newShop();
      const { storeId, campaignId, write } = shop;
      const events = await recordedEvents();
      await apply(database, shop, events);
      while ((await sweepCarts(database, { nowMs: Date.now(), limit: 1_000 })).due > 0);

      const oracle = createFoldOracle();
      for (const event of events) oracle.add(event);
      const bots = new Set((await write((tx) => tx.select().from(cartQuarantines))).map(({ cartId }) => cartId));
      const left = new Map(
        [...oracle.carts()]
          .filter(([, { lines, status }]) => status === 'open' && lines.size > 0)
          .map(([name, cart]) => [cartIdOf(storeId, name), { name, cart }] as const)
          .filter(([id]) => !bots.has(id)),
      );
      expect(left.size).toBeGreaterThan(100);

      // Every second recovery writes a message; every third cart is bought after that.
      const open = (await shop.openRecoveries()).toSorted((a, b) => (a.cartId < b.cartId ? -1 : 1));
      const written = open.filter((_, index) => index % 2 === 0);
      await write(async (tx) => {
        for (const [index, { id: recoveryId, cartId, customerId }] of written.entries())
          await tx.insert(messages).values({
            ...{ storeId, id: randomUUID(), recoveryId, cartId, customerId, ruleId: 'touch-1', template: 'reminder' },
            ...{ provider: 'outbox', addressHash: 'hash', state: 'accepted', cartVersion: 1 },
            channel: index % 3 === 0 ? 'sms' : 'email',
            claimedAt: new Date(Date.now() - 10 * minuteMs),
          });
      });
      const whoOf = new Map(
        events.flatMap((event) => ('cartId' in event && event.cartId ? [[event.cartId, event.who]] : [])),
      );
      const bought = open.filter((_, index) => index % 3 === 0).flatMap(({ cartId }) => left.get(cartId) ?? []);
      const occurredAt = new Date(Date.now() - 5 * minuteMs).toISOString();
      const orders = bought.map(
        ({ name, cart }): StorefrontEvent => ({
          ...{ type: 'order_placed', id: `order-of-${name}`, orderId: `order-of-${name}`, occurredAt, cartId: name },
          who: whoOf.get(name) ?? {},
          totalMinor: (cart.valueMinor ?? 0) + 499,
          currency: 'USD',
        }),
      );
      await apply(database, shop, orders);
      const deps = { database, clickhouse, holder: randomUUID(), onLag: () => {} };
      for (const source of factSources) for (let more = true; more; ) more = (await exportFacts(deps, source)).more;

      const reader = createAnalyticsReader({ clickhouse, database, now: Date.now });
      const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
      const timeRange = { from: day(Date.now() - 300 * 24 * hourMs), to: day(Date.now()) };
      const ask = (metric: MetricId, asked: Partial<AnalyticsQuestion> = {}) =>
        reader.query({
          ...{ storeId, timeZone: 'UTC', timeRange, dimensions: [], filters: {}, compareTo: null, top: 50, metric },
          ...asked,
        });
      const total = async (metric: MetricId) => (await ask(metric)).total.value;

      expect(await total('abandoned_carts')).toBe(left.size);
      expect(await total('abandoned_value')).toBe(worthOf([...left.values()].map(({ cart }) => cart)));
      expect(await total('reachable_share')).toBe(open.length / left.size);
      expect(await total('unreachable_carts')).toBe(left.size - open.length);
      expect(await total('funnel_messaged')).toBe(written.length);
      const writtenCarts = new Set(written.map(({ cartId }) => cartId));
      const recovered = bought.filter(({ name }) => writtenCarts.has(cartIdOf(storeId, name)));
      expect(recovered.length).toBeGreaterThan(10);
      expect(await total('recovered_orders')).toBe(recovered.length);
      expect(await total('recovery_rate')).toBe(recovered.length / left.size);
      const revenue = worthOf(recovered.map(({ cart }) => cart)) + 499 * recovered.length;
      for (const metric of ['recovered_revenue', 'recovered_revenue_last_touch'] as const) {
        expect(await total(metric)).toBe(revenue);
        for (const asked of [
          { dimensions: ['channel' as const] },
          { dimensions: ['campaignId' as const] },
          { granularity: 'day' as const },
        ]) {
          const { rows } = await ask(metric, asked);
          expect(rows.reduce((sum, { value }) => sum + Number(value), 0)).toBe(revenue);
        }
      }
      const [byCampaign] = (await ask('recovered_revenue', { dimensions: ['campaignId'] })).rows;
      expect(byCampaign?.dimensions).toEqual({ campaignId });
    },
  );
});
