import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factTables } from '../../db/clickhouse/analytics/fact-tables.ts';
import { slottedFacts } from '../../db/clickhouse/analytics/slots.ts';
import { migrateClickhouse } from '../../db/clickhouse/migrate.ts';
import { utcText } from '../../db/clickhouse/utc-text.ts';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { openDatabase } from '../../db/postgres/tenancy.ts';
import { type MetricId, measuresOf, metricOf } from '../../domain/analytics/catalogue.ts';
import { factOf } from '../../domain/analytics/measures.ts';
import { dayMs } from '../../domain/duration.ts';
import { createAnalyticsReader } from '../../services/analytics/queries/analytics-reader.ts';
import type { AnalyticsQuestion } from '../../services/analytics/queries/query-input.ts';
import { countAllSlots } from '../../services/analytics/slots/count-slots.ts';
import { addressHasher } from '../../test/address-hasher.ts';
import { openClickhouse } from '../../workers/stack/clickhouse.ts';
import { loadFacts } from '../analytics/load-facts.ts';
import type { BenchResult } from './bench-result.ts';
import { quantile } from './median.ts';
import { startScratchStores } from './scratch-stores.ts';

/** `ANALYTICS_EVENTS` makes the store larger or smaller. */
const events = Number(process.env['ANALYTICS_EVENTS'] ?? 1_000_000);
const days = 365;
const warmUps = 2;
const rounds = 20;

type Asked = Pick<AnalyticsQuestion, 'granularity' | 'dimensions'>;

/** What the page Home asks, for the last 30 days beside the 30 before. */
const questions: readonly (readonly [string, MetricId, Asked])[] = [
  ['the headline', 'recovered_revenue', { dimensions: [] }],
  ['the curve by day and channel', 'recovered_revenue', { granularity: 'day', dimensions: ['channel'] }],
  ['the funnel’s first step', 'funnel_seen', { dimensions: [] }],
  ['the funnel’s last step', 'funnel_bought', { dimensions: [] }],
  ['what could not be reached, by reason', 'unreachable_carts', { dimensions: ['reason'] }],
  ['messages by campaign', 'messages', { dimensions: ['campaignId'] }],
  ['why nothing was sent', 'non_sends', { dimensions: ['reason'] }],
  ['time to recovery', 'time_to_recovery', { dimensions: [] }],
];

/**
 * How long a number of the page Home takes, of a store with a year of events. Raw: `select count()` over the rows of the
 * same fact and store in the same time, in the same server and run, as ClickHouse alone would count them.
 */
export async function benchAnalytics(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cart-bench-analytics-'));
  const stores = await startScratchStores();
  const clickhouse = await openClickhouse(folder);
  const engine = connectPostgres(stores.database.engineUrl, { maxConnections: 2, applicationName: 'bench' });
  const app = connectPostgres(stores.database.appUrl, { maxConnections: 1, applicationName: 'bench' });
  try {
    await migrateClickhouse(clickhouse);
    const [storeId, nowMs] = [randomUUID(), Date.now()];
    const campaigns = Array.from({ length: 5 }, () => randomUUID());
    await loadFacts(clickhouse, { storeId, events, days, nowMs, campaigns });
    await countAllSlots(clickhouse);
    // As on any other day: what was copied a while ago is counted.
    const counted_until = utcText(nowMs + dayMs);
    const marks = slottedFacts.map(({ table }) => ({ fact: table.table, counted_until }));
    await clickhouse.insert({ table: 'slot_marks', values: marks, format: 'JSONEachRow' });
    const reader = createAnalyticsReader({
      clickhouse,
      database: openDatabase({ app, engine, addressHasher }),
      now: () => nowMs,
    });
    const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
    const timeRange = { from: day(nowMs - 29 * dayMs), to: day(nowMs) };
    const results: BenchResult[] = [];
    for (const [name, metric, asked] of questions) {
      const question = { storeId, timeZone: 'Europe/Vienna', timeRange, filters: {}, top: 50, metric, ...asked };
      const [measure] = measuresOf(metricOf(metric));
      if (!measure) throw new Error('a metric has a measure');
      const { table, at } = factTables[factOf(measure)];
      const raw = async () => {
        const answer = await clickhouse.query({
          query: `select count() from ${table} where store_id = {storeId: UUID} and ${at} >= {from: DateTime64(3, 'UTC')}`,
          query_params: { storeId, from: utcText(nowMs - 60 * dayMs) },
          format: 'JSONEachRow',
        });
        await answer.json();
      };
      const times = await inTurns([() => reader.query({ ...question, compareTo: 'previous_period' }), raw]);
      const [ours = 0, rawMs = 0] = times.map((of) => quantile(of, 0.95));
      results.push({
        name: `${name}, ${(events / 1_000_000).toLocaleString('en')} M events`,
        unit: 'ms, 95th percentile',
        ours,
        raw: rawMs,
        ratio: rawMs / ours,
        note: 'ours: two periods, and the currencies of money; raw: one count of the same fact',
      });
    }
    return results;
  } finally {
    await clickhouse.close();
    await Promise.all([app.end({ timeout: 5 }), engine.end({ timeout: 5 })]);
    await stores.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Durations of each, in milliseconds: a neighbour on the machine hits all alike. */
async function inTurns(works: readonly (() => Promise<unknown>)[]): Promise<readonly (readonly number[])[]> {
  const times = works.map((): number[] => []);
  for (let round = -warmUps; round < rounds; round++) {
    for (const [index, work] of works.entries()) {
      const since = performance.now();
      await work();
      if (round >= 0) times[index]?.push(performance.now() - since);
    }
  }
  return times;
}
