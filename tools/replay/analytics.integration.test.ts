import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect } from 'vitest';
import { migrateClickhouse } from '../../db/clickhouse/migrate.ts';
import { cartQuarantines, messages } from '../../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../../db/postgres/tenancy.ts';
import { system } from '../../domain/actor.ts';
import type { MetricId } from '../../domain/analytics/catalogue.ts';
import { hourMs, minuteMs } from '../../domain/duration.ts';
import type { AcceptedEvent, StorefrontEvent } from '../../events/event.ts';
import { exportFacts } from '../../services/analytics/facts/export-facts.ts';
import { factSources } from '../../services/analytics/facts/fact-sources.ts';
import {
  type Exported,
  type ExportFormat,
  exportAnalytics,
  exportFormats,
} from '../../services/analytics/file-exports/export-analytics.ts';
import { createExportPlaces } from '../../services/analytics/file-exports/export-places.ts';
import { type AnalyticsReader, createAnalyticsReader } from '../../services/analytics/queries/analytics-reader.ts';
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

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The values of an export, in cents or pieces, as a program reads them from each format. */
async function exportedValues(
  analytics: AnalyticsReader,
  database: Database,
  exported: Exported,
): Promise<Readonly<Record<ExportFormat, readonly number[]>>> {
  const places = createExportPlaces({ exportsMax: 1, exportsPerStoreMax: 1 });
  const fileOf = async (format: ExportFormat): Promise<Buffer> => {
    const { signal } = new AbortController();
    const csv = { separator: ';', decimal: ',' } as const;
    const { chunks } = await exportAnalytics(
      { database, analytics, places },
      { actor: system, exported, format, csv, signal },
    );
    return Buffer.concat(await Readable.from(chunks).toArray());
  };
  const csv: { readonly value: string }[] = parse(await fileOf('csv'), { bom: true, columns: true, delimiter: ';' });
  const json: { readonly rows: { readonly value: number }[] } = JSON.parse((await fileOf('json')).toString());
  const parquet = await parquetReadObjects({ file: Uint8Array.from(await fileOf('parquet')).buffer });
  return {
    csv: csv.map(({ value }) => Number(value.replace(',', ''))),
    json: json.rows.map(({ value }) => value),
    parquet: parquet.map(({ value }) => Number(value)),
  };
}

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
            ...{ provider: 'outbox', addressHash: 'hash', basis: 'consent', state: 'accepted', cartVersion: 1 },
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

      // What people save is what the dashboard asks for, in each format.
      const timesByHand = { abandoned_carts: left.size, recovered_orders: recovered.length };
      const centsByHand = {
        abandoned_value: worthOf([...left.values()].map(({ cart }) => cart)),
        recovered_revenue: revenue,
        recovered_revenue_last_touch: revenue,
      };
      const question = { storeId, timeZone: 'UTC', timeRange, dimensions: [], filters: {}, compareTo: null, top: 50 };
      for (const [metric, byHand] of Object.entries({ ...timesByHand, ...centsByHand }) as [MetricId, number][]) {
        const rows = await exportedValues(reader, database, {
          what: 'rows',
          question: { ...question, metric, cell: {}, part: 'numerator' },
        });
        const numbers = await exportedValues(reader, database, { what: 'numbers', question: { ...question, metric } });
        for (const format of exportFormats) {
          expect([metric, format, sumOf(rows[format]), sumOf(numbers[format])]).toEqual([
            metric,
            format,
            byHand,
            byHand,
          ]);
          expect(rows[format]).toHaveLength(metric.startsWith('abandoned') ? left.size : recovered.length);
        }
      }
      const [byCampaign] = (await ask('recovered_revenue', { dimensions: ['campaignId'] })).rows;
      expect(byCampaign?.dimensions).toEqual({ campaignId });
    },
  );
});
