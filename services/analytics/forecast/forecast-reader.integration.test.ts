import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { expect } from 'vitest';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { utcText } from '../../../db/clickhouse/utc-text.ts';
import { abandonments, stores } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import { startOfDayMs } from '../../../domain/analytics/calendar.ts';
import { hourMs } from '../../../domain/duration.ts';
import { pastDaysMax } from '../../../domain/forecast/forecast.ts';
import { type AnalyticsFacts, anyFacts, diceOf, insertFacts } from '../../../test/analytics-facts.ts';
import { type ApiFixture, test as base } from '../../../test/api-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { type AnalyticsReader, createAnalyticsReader } from '../queries/analytics-reader.ts';
import { createForecastReader } from './forecast-reader.ts';
import { createWeekShapeReader, storesMin } from './week-shape.ts';

const timeZone = 'Asia/Kathmandu';
const today = Temporal.Now.zonedDateTimeISO(timeZone).toPlainDate();
const noon = (ago: number) => startOfDayMs(today.subtract({ days: ago }), timeZone) + 12 * hourMs;
const dayAgo = (ago: number) => today.subtract({ days: ago }).toString();
/** Of a weekday, each week the same. */
const revenueOf = (ago: number) => 10_000 + 1_000 * (today.subtract({ days: ago }).dayOfWeek % 7);

const test = base
  .extend('analytics', { scope: 'file' }, async ({ api, clickhouse }): Promise<AnalyticsReader> => {
    await migrateClickhouse(clickhouse);
    return createAnalyticsReader({ clickhouse, database: api.database, now: Date.now });
  })
  .extend('asking', { scope: 'file' }, ({ api, analytics }) => {
    const counted: string[] = [];
    let nowMs = noon(0);
    const readForecast = createForecastReader({
      database: api.database,
      analytics: {
        query: (question) => {
          counted.push(question.storeId);
          return analytics.query(question);
        },
      },
      readWeekShape: createWeekShapeReader({ database: api.database, now: () => nowMs }),
      now: () => nowMs,
    });
    return {
      call: api.appWith({ analytics, readForecast }).call,
      counted,
      setNow: (atMs: number) => {
        nowMs = atMs;
      },
    };
  });

async function storeOf(api: ApiFixture) {
  const store = await api.newStore();
  await withStore(api.database, store.id, (tx) => tx.update(stores).set({ timeZone }));
  return { ...store, key: await api.newKey(store.id, 'stats:read') };
}

type Facts = Partial<AnalyticsFacts>;
const noFacts: AnalyticsFacts = { abandonments: [], messages: [], decisions: [], orders: [] };

/** A recovered order on each of these days of the store, just before its midnight. */
function orders(storeId: string, agos: readonly number[], amount: (ago: number) => number, currency = 'EUR'): Facts {
  const [like] = anyFacts({ storeId, dice: diceOf(3), count: 1, fromMs: 0, toMs: 1, campaigns: [] }).orders;
  if (!like) throw new Error('no order was made');
  return {
    orders: agos.map((ago) => ({
      ...like,
      ...{ id: randomUUID(), placed_at: utcText(noon(ago) + 11.9 * hourMs), status: 'placed', currency },
      ...{ message_id: randomUUID(), recovery_id: randomUUID(), channel: 'email', total_minor: String(amount(ago)) },
    })),
  };
}

const daysBefore = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('days of the store make the forecast of its next days, in one currency, with what was wrong before', async ({
  api,
  clickhouse,
  asking,
}) => {
  const { id, key } = await storeOf(api);
  await insertFacts(clickhouse, { ...noFacts, ...orders(id, daysBefore(70), revenueOf) });
  await insertFacts(clickhouse, { ...noFacts, ...orders(id, [1, 2, 3], () => 77, 'JPY') });
  // Of today, which is not over.
  await insertFacts(clickhouse, { ...noFacts, ...orders(id, [0], () => 5_000_000) });
  const { status, json } = await asking.call('/v1/analytics/forecast?metric=recovered_revenue&days=14', { key });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    ...{ metric: 'recovered_revenue', unit: 'money', currency: 'EUR', timeZone },
    otherCurrencies: [{ currency: 'JPY', orders: 3 }],
    forecast: { kind: 'ready', method: 'weekday_mean', heldOut: { meanAbsoluteError: 0, scaledError: null } },
  });
  expect(json.past.slice(-2)).toEqual([
    { day: dayAgo(2), value: revenueOf(2) },
    { day: dayAgo(1), value: revenueOf(1) },
  ]);
  expect(json.past).toHaveLength(pastDaysMax);
  expect(json.forecast.days).toEqual(
    Array.from({ length: 14 }, (_, ahead) => ({
      day: dayAgo(-ahead),
      value: revenueOf(-ahead),
      lower: revenueOf(-ahead),
      upper: revenueOf(-ahead),
    })),
  );
  expect(json.forecast.total.value).toBe(182_000);

  const inYen = await asking.call('/v1/analytics/forecast?metric=recovered_revenue&currency=JPY', { key });
  expect(inYen.json).toMatchObject({ currency: 'JPY', forecast: { kind: 'not_enough', days: 3, daysMissing: 32 } });
});

test('before five whole weeks it says how many days are missing, and looks again each time', async ({
  api,
  clickhouse,
  asking,
}) => {
  const { id, key } = await storeOf(api);
  const ask = async () =>
    (await asking.call('/v1/analytics/forecast?metric=recovered_revenue&days=7', { key })).json.forecast;
  expect(await ask()).toEqual({ kind: 'not_enough', days: 0, daysMissing: 35 });
  await insertFacts(clickhouse, { ...noFacts, ...orders(id, [34, 12], revenueOf) });
  expect(await ask()).toEqual({ kind: 'not_enough', days: 34, daysMissing: 1 });
  await insertFacts(clickhouse, { ...noFacts, ...orders(id, [35], revenueOf) });
  expect(await ask()).toMatchObject({ kind: 'ready' });
});

test('is made once for a store and day, and anew on the next', async ({ api, clickhouse, asking }) => {
  const { id, key } = await storeOf(api);
  await insertFacts(clickhouse, { ...noFacts, ...orders(id, daysBefore(60), revenueOf) });
  const ask = (days: number) =>
    asking.call(`/v1/analytics/forecast?metric=recovered_revenue&days=${days}`, { key }).then(({ json }) => json);
  const countOf = () => asking.counted.filter((storeId) => storeId === id).length;
  const answers = await Promise.all([ask(7), ask(7), ask(7)]);
  await ask(7);
  expect(countOf()).toBe(1);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  await ask(8);
  expect(countOf()).toBe(2);
  asking.setNow(noon(-1));
  // The day before is not over for analytics: the forecast begins with it, and is not kept.
  const early = await ask(7);
  expect([early.forecast.days[0].day, countOf()]).toEqual([today.toString(), 3]);
  await ask(7);
  expect(countOf()).toBe(4);
  asking.setNow(noon(0));
});

test('counts and abandoned value are forecast too, and a store sees its own', async ({ api, clickhouse, asking }) => {
  const { id, key } = await storeOf(api);
  const [like] = anyFacts({ storeId: id, dice: diceOf(3), count: 1, fromMs: 0, toMs: 1, campaigns: [] }).abandonments;
  if (!like) throw new Error('no abandonment was made');
  const abandonments = daysBefore(60).flatMap((ago) =>
    Array.from({ length: 3 }, () => ({
      ...like,
      ...{ id: randomUUID(), abandoned_at: utcText(noon(ago)), currency: 'EUR', value_minor: '250' },
    })),
  );
  await insertFacts(clickhouse, { ...noFacts, abandonments });
  const other = await storeOf(api);
  for (const [metric, value, currency] of [
    ['abandoned_carts', 3, null],
    ['abandoned_value', 750, 'EUR'],
  ] as const) {
    const path = `/v1/analytics/forecast?metric=${metric}&days=3`;
    const { json } = await asking.call(path, { key });
    expect([json.currency, json.forecast.days.map((day: { value: number }) => day.value)]).toEqual([
      currency,
      [value, value, value],
    ]);
    expect((await asking.call(path, { key: other.key })).json.forecast).toMatchObject({ kind: 'not_enough', days: 0 });
  }
});

test('a store is helped by the week of others, in shares of which each has the same weight, once there are enough of them', async ({
  api,
}) => {
  const nowMs = noon(0);
  const read = () => createWeekShapeReader({ database: api.database, now: () => nowMs })();
  // Twice as much on a Friday as on other days, of the calendar of each; one store has a hundred times as much on Mondays alone.
  const zones = ['Asia/Kathmandu', 'America/Los_Angeles', 'Pacific/Auckland'];
  const fill = async (index: number) => {
    const zone = zones[index % zones.length] ?? 'UTC';
    const shop = await createShop(api.database, { timeZone: zone });
    const of = (dayOfWeek: number) => (index === 0 ? (dayOfWeek === 1 ? 40 : 0) : dayOfWeek === 5 ? 10 : 5);
    const rows = daysBefore(28).flatMap((ago) => {
      const date = today.subtract({ days: ago });
      const abandonedAt = new Date(startOfDayMs(date, zone) + 12 * hourMs);
      return Array.from({ length: of(date.dayOfWeek) }, () => ({
        ...{ storeId: shop.storeId, id: randomUUID(), cartId: randomUUID(), n: 1, abandonedAt },
        ...{ stage: 'cart' as const, reach: 'reachable' as const, judgedAt: abandonedAt },
      }));
    });
    await withStore(api.database, shop.storeId, (tx) => tx.insert(abandonments).values(rows));
  };
  for (let index = 0; index < storesMin - 1; index++) await fill(index);
  expect(await read()).toBeUndefined();
  await fill(storesMin - 1);
  const shape = (await read()) ?? [];
  expect(shape).toHaveLength(7);
  expect(shape.reduce((sum, part) => sum + part, 0)).toBeCloseTo(7, 9);
  const others = (part: number) => ((storesMin - 1) / storesMin) * 7 * (part / 8);
  expect(shape[4]).toBeCloseTo(others(2), 6);
  expect(shape[2]).toBeCloseTo(others(1), 6);
  expect(shape[0]).toBeCloseTo(others(1) + 7 / storesMin, 6);
});

test.for(['metric=recovery_rate', 'metric=abandoned_carts&days=29', 'metric=abandoned_carts&currency=eur', ''])(
  'refuses %s',
  async (query, { api, asking }) => {
    const { key } = await storeOf(api);
    const { status, json } = await asking.call(`/v1/analytics/forecast?${query}`, { key });
    expect([status, json.error.code]).toEqual([400, 'bad_request']);
  },
);

test('needs the right to see numbers, and says so while there are none', async ({ api, asking }) => {
  const { id, key } = await storeOf(api);
  const path = '/v1/analytics/forecast?metric=abandoned_carts';
  const blind = await api.newKey(id, 'events:write');
  expect((await asking.call(path, { key: blind })).status).toBe(403);
  const without = await api.call(path, { key });
  expect([without.status, without.json.error.code]).toEqual([503, 'unavailable']);
});
