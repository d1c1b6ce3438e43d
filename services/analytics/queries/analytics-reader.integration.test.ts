import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { slotMs } from '../../../db/clickhouse/analytics/slots.ts';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { bucketsOf, granularities, instantsOf } from '../../../domain/analytics/calendar.ts';
import {
  dimensionsOfMetric,
  type MetricId,
  measuresOf,
  metricIds,
  metricOf,
} from '../../../domain/analytics/catalogue.ts';
import { otherValue } from '../../../domain/analytics/measures.ts';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import { type AnalyticsFacts, anyFacts, diceOf, insertFacts, trustSlots } from '../../../test/analytics-facts.ts';
import { countByHand, type OracleRow } from '../../../test/analytics-oracle.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { countAllSlots } from '../slots/count-slots.ts';
import { type AnalyticsReader, type AnalyticsRow, createAnalyticsReader } from './analytics-reader.ts';
import type { AnalyticsQuestion } from './query-input.ts';

const timeZone = 'Europe/Vienna';
/** Over the change of the clock in autumn; facts lie on both sides of it. */
const timeRange = { from: '2026-10-20', to: '2026-11-03' };
const now = Date.parse('2026-11-20T12:00:00Z');

interface World {
  readonly storeId: string;
  readonly facts: AnalyticsFacts;
  readonly reader: AnalyticsReader;
  /** Reads no slots. */
  readonly factsReader: AnalyticsReader;
}

const test = base.extend('world', { scope: 'file' }, async ({ clickhouse, systemOfRecord }): Promise<World> => {
  await migrateClickhouse(clickhouse);
  const storeId = randomUUID();
  const { fromMs, toMs } = instantsOf({ from: '2026-10-18', to: '2026-11-05' }, timeZone);
  const made = {
    storeId,
    dice: diceOf(7),
    count: 300,
    fromMs,
    toMs,
    campaigns: [randomUUID(), randomUUID(), randomUUID()],
  };
  const facts = anyFacts(made);
  await insertFacts(clickhouse, facts);
  // Another store's rows, which nobody may see.
  await insertFacts(clickhouse, anyFacts({ ...made, storeId: randomUUID(), count: 20 }));
  await countAllSlots(clickhouse);
  await trustSlots(clickhouse);
  const deps = { clickhouse, database: systemOfRecord, now: () => now };
  return {
    storeId,
    facts,
    reader: createAnalyticsReader(deps),
    factsReader: createAnalyticsReader({ ...deps, useSlots: false }),
  };
});

const question = (storeId: string, asked: Partial<AnalyticsQuestion> & { metric: MetricId }): AnalyticsQuestion => ({
  ...{ storeId, timeZone, timeRange, dimensions: [], filters: {}, compareTo: null, top: 50 },
  ...asked,
});

const { fromMs, toMs } = instantsOf(timeRange, timeZone);
const bucketsBy = {
  hour: bucketsOf(timeRange, timeZone, 'hour'),
  day: bucketsOf(timeRange, timeZone, 'day'),
  week: bucketsOf(timeRange, timeZone, 'week'),
  month: bucketsOf(timeRange, timeZone, 'month'),
};

/** What a person would count of a metric, numerator and denominator. */
function byHand(facts: AnalyticsFacts, metric: MetricId, asked = 'EUR'): readonly (readonly OracleRow[])[] {
  const isMoney = metricOf(metric).unit === 'money';
  const maturedMs = now - (metricOf(metric).maturesMs ?? Number.NEGATIVE_INFINITY);
  return measuresOf(metricOf(metric)).map((measure) =>
    countByHand(facts, measure).filter(
      ({ at, dimensions }) =>
        fromMs <= at && at < Math.min(toMs, maturedMs) && (!isMoney || dimensions.currency === asked),
    ),
  );
}

const sum = (rows: readonly OracleRow[]): bigint => rows.reduce((total, { value }) => total + value, 0n);

function expectedValue(metric: MetricId, parts: readonly (readonly OracleRow[])[]): bigint | number | null {
  const [rows = [], per = []] = parts;
  switch (metricOf(metric).formula.kind) {
    case 'sum':
      return sum(rows);
    case 'ratio':
      return sum(per) === 0n ? null : Number(sum(rows)) / Number(sum(per));
    case 'median':
      return rows.length === 0
        ? null
        : (rows.map(({ value }) => value).toSorted((a, b) => Number(a - b))[Math.floor((rows.length - 1) / 2)] ?? null);
  }
}

const asBigint = (value: number | string | null): bigint | number | null =>
  typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value)) ? BigInt(value) : value;

function same(got: number | string | null, wanted: bigint | number | null): void {
  expect(asBigint(got)).toEqual(typeof wanted === 'number' && Number.isInteger(wanted) ? BigInt(wanted) : wanted);
}

describe.for(['factsReader', 'reader'] as const)('numbers of the %s', (source) => {
  test.for(metricIds)('%s is what is counted by hand, and its rows add up', async (metric, { world }) => {
    const { storeId, facts, [source]: reader } = world;
    const parts = byHand(facts, metric);
    const whole = await reader.query(question(storeId, { metric }));
    same(whole.total.value, expectedValue(metric, parts));
    expect(whole.currency).toBe(metricOf(metric).unit === 'money' ? 'EUR' : null);
    const known = dimensionsOfMetric(metricOf(metric));
    const ways: readonly Pick<AnalyticsQuestion, 'granularity' | 'dimensions'>[] = [
      ...granularities.map((granularity) => ({ granularity, dimensions: [] })),
      ...known.map((dimension) => ({ dimensions: [dimension] })),
      { granularity: 'day', dimensions: known.slice(0, 2) },
    ];
    for (const way of ways) {
      const answer = await reader.query(question(storeId, { metric, ...way, top: 200 }));
      expect([way, answer.total]).toEqual([way, whole.total]);
      for (const row of answer.rows) {
        const cell = parts.map((rows) => rows.filter((one) => isIn(one, row, way)));
        same(row.value, expectedValue(metric, cell));
      }
      if (metricOf(metric).formula.kind === 'sum')
        expect(answer.rows.reduce((total, { value }) => total + BigInt(value ?? 0), 0n)).toBe(
          BigInt(whole.total.value ?? 0),
        );
    }
  });
});

describe('a number', () => {
  test.for(metricIds)(
    'of %s has as many rows behind it as it says, in each of its cells',
    async (metric, { world }) => {
      const { storeId, facts, reader } = world;
      const known = dimensionsOfMetric(metricOf(metric));
      const { kind } = metricOf(metric).formula;
      for (const way of [
        { granularity: 'week' as const },
        ...known.map((dimension) => ({ dimensions: [dimension] })),
      ]) {
        const asked = question(storeId, { metric, top: 2, ...way });
        const { rows, total } = await reader.query(asked);
        const cells: Pick<AnalyticsRow, 'dimensions' | 'value' | 'numerator' | 'denominator'>[] = [
          { dimensions: {}, ...total },
          ...rows,
        ];
        for (const { dimensions: cell, ...figure } of cells) {
          for (const part of kind === 'ratio' ? (['numerator', 'denominator'] as const) : (['numerator'] as const)) {
            const list = await reader.rows({ ...asked, cell, part, after: null, limit: 1_000 });
            const added = list.items.reduce((sum, { value }) => sum + BigInt(value), 0n);
            expect(list.items).toHaveLength(list.total);
            if (kind !== 'median')
              expect([metric, cell, part, added]).toEqual([
                ...[metric, cell, part, BigInt((kind === 'ratio' ? figure[part] : figure.value) ?? 0)],
              ]);
            if (list.unit === 'count') expect(BigInt(list.total)).toBe(added);
          }
        }
        const [of = []] = byHand(facts, metric);
        const all = await reader.rows({ ...asked, cell: {}, part: 'numerator', after: null, limit: 1_000 });
        expect(new Set(all.items.map(({ id }) => id)).size).toBe(of.length);
        // A product in a cart has an id of its own.
        if (!all.kind.endsWith('_product'))
          expect(all.items.map(({ id }) => id).toSorted()).toEqual(of.map(({ id }) => id).toSorted());
      }
    },
  );
});

function isIn(
  { at, dimensions: own }: OracleRow,
  { dimensions: cell }: AnalyticsRow,
  { granularity, dimensions }: Pick<AnalyticsQuestion, 'granularity' | 'dimensions'>,
): boolean {
  if (granularity) {
    if (bucketsBy[granularity].findLast(({ startMs }) => startMs <= at)?.key !== cell[granularity]) return false;
  }
  return dimensions.every((dimension) => own[dimension] === cell[dimension]);
}

describe('a question', () => {
  test('about money is about one currency, and the others are counted beside it', async ({ world }) => {
    const { storeId, facts, reader } = world;
    const metric = 'recovered_revenue' as const;
    const orders = countByHand(facts, 'recoveredOrders.orders').filter(({ at }) => fromMs <= at && at < toMs);
    const inCurrency = (code: string) => orders.filter(({ dimensions }) => dimensions.currency === code).length;
    const inYen = await reader.query(question(storeId, { metric, filters: { currency: ['JPY'] } }));
    expect(inYen.currency).toBe('JPY');
    same(inYen.total.value, sum(byHand(facts, metric, 'JPY')[0] ?? []));
    expect(inYen.otherCurrencies.toSorted((a, b) => (a.currency < b.currency ? -1 : 1))).toEqual([
      { currency: 'EUR', orders: inCurrency('EUR') },
      { currency: 'KWD', orders: inCurrency('KWD') },
      { currency: 'unknown', orders: inCurrency('unknown') },
    ]);
    await expect(
      reader.query(question(storeId, { metric, filters: { currency: ['JPY', 'EUR'] } })),
    ).rejects.toMatchObject({ code: 'invalid', path: 'filters.currency' });
  });

  test.for(['Africa/Cairo', 'Australia/Lord_Howe', 'Australia/Sydney', 'Asia/Kathmandu', 'America/St_Johns'])(
    'is about the days of a store in %s: they add up, each from its own midnight to the next',
    async (zone, { world }) => {
      const { storeId, facts, reader } = world;
      const asked = question(storeId, { metric: 'messages', timeZone: zone, granularity: 'day' });
      const { rows, total, range } = await reader.query(asked);
      const shown = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
      const days = countByHand(facts, 'messages.messages').map(({ at }) => shown.format(at));
      for (const { dimensions, value } of rows)
        expect([dimensions['day'], value]).toEqual([
          dimensions['day'],
          days.filter((day) => day === dimensions['day']).length,
        ]);
      expect(rows.map(({ dimensions }) => dimensions['day'])).toHaveLength(15);
      expect(rows.reduce((added, { value }) => added + Number(value), 0)).toBe(total.value);
      expect(shown.format(range.toInstant.getTime() - 1)).toBe(timeRange.to);
    },
  );

  test('about the money of a shop that names no currency adds up what it names', async ({ world, clickhouse }) => {
    const storeId = randomUUID();
    const made = { storeId, dice: diceOf(9), count: 40, fromMs, toMs, campaigns: [] };
    const facts = anyFacts(made);
    const abandonments = facts.abandonments.map((row) => ({ ...row, currency: '' }));
    await insertFacts(clickhouse, { abandonments, messages: [], decisions: [], orders: [] });
    const answer = await world.factsReader.query(question(storeId, { metric: 'abandoned_value' }));
    expect(answer).toMatchObject({ currency: null, otherCurrencies: [] });
    same(answer.total.value, sum(countByHand({ ...facts, abandonments }, 'abandonments.valueMinor')));
  });

  test('counts an order whose date the shop moved to another month there, and only there', async ({
    world,
    clickhouse,
  }) => {
    const storeId = randomUUID();
    const made = { storeId, dice: diceOf(11), count: 20, fromMs, toMs, campaigns: [] };
    const orders = anyFacts(made)
      .orders.filter(({ message_id, placed_at, status }) => message_id && placed_at && status === 'placed')
      .map((row) => ({ ...row, currency: 'EUR', placed_at: '2026-10-10 10:00:00.000' }));
    const moved = orders.map((row) => ({ ...row, version: '2', placed_at: '2026-11-10 10:00:00.000' }));
    for (const rows of [moved, orders])
      await insertFacts(clickhouse, { abandonments: [], messages: [], decisions: [], orders: rows });
    const countIn = async (month: string) => {
      const timeRange = { from: `2026-${month}-01`, to: `2026-${month}-30` };
      return (await world.reader.query(question(storeId, { metric: 'recovered_orders', timeRange }))).total.value;
    };
    expect(orders.length).toBeGreaterThan(0);
    expect([await countIn('10'), await countIn('11')]).toEqual([0, orders.length]);
  });

  test('shows the largest by themselves, and all others as one row that can be opened', async ({ world }) => {
    const { storeId, facts, reader } = world;
    const metric = 'messages' as const;
    const asked = question(storeId, { metric, dimensions: ['campaignId', 'channel'], top: 3 });
    const { rows, total } = await reader.query(asked);
    expect(rows).toHaveLength(4);
    const other = rows.find(({ dimensions }) => dimensions['campaignId'] === otherValue);
    expect(rows.reduce((added, { value }) => added + Number(value), 0)).toBe(total.value);
    const page = await reader.rows({
      ...asked,
      cell: other?.dimensions ?? {},
      part: 'numerator',
      after: null,
      limit: 7,
    });
    expect(page.total).toBe(other?.value);
    const ids = page.items.map(({ id }) => id);
    for (let after = page.next; after !== null; ) {
      const next = await reader.rows({ ...asked, cell: other?.dimensions ?? {}, part: 'numerator', after, limit: 7 });
      ids.push(...next.items.map(({ id }) => id));
      after = next.next;
    }
    expect(new Set(ids).size).toBe(other?.value);
    const shown = rows
      .filter((row) => row !== other)
      .map(({ dimensions }) => `${dimensions['campaignId']}/${dimensions['channel']}`);
    const outside = (byHand(facts, metric)[0] ?? []).filter(
      ({ dimensions }) => !shown.includes(`${dimensions.campaignId}/${dimensions.channel}`),
    );
    expect(ids.toSorted()).toEqual(outside.map(({ id }) => id).toSorted());
  });

  test('shows of credited money the same total by campaign, by channel and by day', async ({ world }) => {
    const { storeId, reader } = world;
    for (const metric of ['recovered_revenue', 'recovered_revenue_last_touch'] as const) {
      const totals = await Promise.all([
        ...(['campaignId', 'channel'] as const).map((dimension) =>
          reader.query(question(storeId, { metric, dimensions: [dimension] })),
        ),
        reader.query(question(storeId, { metric, granularity: 'day' })),
        reader.query(question(storeId, { metric })),
      ]);
      const added = totals.map(({ rows, total }) =>
        rows.length === 0 ? BigInt(total.value ?? 0) : rows.reduce((sum, { value }) => sum + BigInt(value ?? 0), 0n),
      );
      expect(new Set(added).size).toBe(1);
    }
  });

  test('is compared with the same part of the period before, bucket by bucket', async ({
    world,
    clickhouse,
    systemOfRecord,
  }) => {
    const { storeId, facts } = world;
    const at = Date.parse('2026-10-31T11:30:00Z');
    const reader = createAnalyticsReader({ clickhouse, database: systemOfRecord, now: () => at });
    const day = { from: '2026-10-31', to: '2026-10-31' };
    const answer = await reader.query(
      question(storeId, { metric: 'messages', timeRange: day, granularity: 'hour', compareTo: 'previous_period' }),
    );
    expect(answer.previousRange).toMatchObject({
      ...{ from: '2026-10-30', to: '2026-10-30', toInstant: new Date('2026-10-30T11:30:00Z') },
    });
    const before = countByHand(facts, 'messages.messages').filter(
      (row) => row.at >= Date.parse('2026-10-29T23:00:00Z') && row.at < Date.parse('2026-10-30T11:30:00Z'),
    );
    expect(answer.total.previous).toBe(before.length);
    expect(answer.rows.reduce((sum, { previous }) => sum + Number(previous ?? 0), 0)).toBe(before.length);
    expect(answer.rows.filter(({ running }) => running).map(({ dimensions }) => dimensions['hour'])).toEqual([
      '2026-10-31T12:00+01:00',
    ]);
  });

  test('of nothing is no number where something would be divided, and 0 where it is counted', async ({ world }) => {
    const { reader } = world;
    const nobody = randomUUID();
    const ask = async (metric: MetricId) =>
      (await reader.query(question(nobody, { metric, granularity: 'week' }))).total;
    expect(await ask('recovery_rate')).toEqual({ value: null, numerator: 0, denominator: 0 });
    expect(await ask('time_to_recovery')).toEqual({ value: null });
    expect(await ask('recovered_revenue')).toEqual({ value: 0 });
    expect(await ask('messages')).toEqual({ value: 0 });
  });

  test('that needs time leaves out what has not had it, and marks the buckets that can still change', async ({
    world,
  }) => {
    const { storeId, facts, reader } = world;
    // 14 days before `now` is 6 November, 30 days before is 21 October at noon.
    const ask = async (metric: MetricId) =>
      (await reader.query(question(storeId, { metric, granularity: 'day' }))).rows;
    expect((await ask('recovered_within_14d')).filter(({ running }) => running)).toEqual([]);
    const days = await ask('recovered_within_30d');
    expect(days.filter(({ running }) => !running).map(({ dimensions }) => dimensions['day'])).toEqual(['2026-10-20']);
    const noon = Date.parse('2026-10-21T12:00:00Z');
    const left = countByHand(facts, 'abandonments.carts').filter(({ at }) => at < noon);
    const on = (day: string) => left.filter(({ at }) => new Date(at + 2 * hourMs).toISOString().startsWith(day)).length;
    expect(days.slice(0, 3).map(({ denominator }) => denominator)).toEqual([on('2026-10-20'), on('2026-10-21'), 0]);
    expect(days[2]?.value).toBe(null);
  });

  test.for(['Europe/Vienna', 'Africa/Cairo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns'])(
    'by weekday and hour counts what the clock of a store in %s showed, an hour that comes twice in its own hour',
    async (zone, { world }) => {
      const { storeId, facts } = world;
      for (const reader of [world.reader, world.factsReader]) {
        const dimensions = ['weekday', 'hourOfDay'] as const;
        const asked = question(storeId, { metric: 'abandoned_carts', timeZone: zone, dimensions, top: 200 });
        const { rows, range } = await reader.query(asked);
        const within = countByHand(facts, 'abandonments.carts', zone).filter(
          ({ at }) => range.fromInstant.getTime() <= at && at < range.toInstant.getTime(),
        );
        const shown = Map.groupBy(within, (row) => `${row.dimensions.weekday}/${row.dimensions.hourOfDay}`);
        expect(
          Object.fromEntries(rows.map(({ dimensions: of, value }) => [`${of['weekday']}/${of['hourOfDay']}`, value])),
        ).toEqual(Object.fromEntries([...shown].map(([key, { length }]) => [key, length])));
      }
    },
  );

  test.for([
    [{ dimensions: ['provider'] }, 'dimensions.0'],
    [{ filters: { provider: ['resend'] } }, 'filters.provider'],
    [{ timeRange: { from: '2026-11-02', to: '2026-11-01' } }, 'timeRange.from'],
    [{ timeRange: { from: '2024-11-02', to: '2026-11-01' } }, 'timeRange'],
    [{ timeRange: { from: '2026-01-01', to: '2026-11-01' }, granularity: 'hour' }, 'granularity'],
  ] as const)('that makes no sense is refused with what would: %o', async ([asked, path], { world }) => {
    const wrong = question(world.storeId, { metric: 'recovered_revenue', ...(asked as Partial<AnalyticsQuestion>) });
    await expect(world.reader.query(wrong)).rejects.toMatchObject({ code: 'invalid', path });
  });
});

describe('questions that are asked together', () => {
  const ways = [
    {},
    { dimensions: ['channel'] },
    { granularity: 'day', compareTo: 'previous_period' },
  ] as const satisfies readonly Partial<AnalyticsQuestion>[];

  test('have the answers that each has alone, and one that is none is refused by itself', async ({ world }) => {
    const questions = metricIds.flatMap((metric) =>
      ways
        .filter((way) => !('dimensions' in way) || dimensionsOfMetric(metricOf(metric)).includes('channel'))
        .map((way) => question(world.storeId, { metric, ...way })),
    );
    const none = question(world.storeId, { metric: 'messages', timeRange: { from: '2026-11-02', to: '2026-11-01' } });
    const asked = {
      storeId: world.storeId,
      timeZone,
      questions: [...questions.slice(0, 3), none, ...questions.slice(3)],
    };
    const told = await world.reader.queryAll(asked);
    const [refused] = told.splice(3, 1);
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'invalid', path: 'timeRange.from' } });
    for (const [index, one] of questions.entries()) {
      const alone = await world.reader.query(one);
      expect(told[index], JSON.stringify(one)).toMatchObject({ value: { ...alone, asOf: expect.any(Date) } });
    }
  });

  test('count a slot that a period cuts from its facts', async ({ world, clickhouse, systemOfRecord }) => {
    // The period before ends where this one has come to: between a cart and the beginning of its slot.
    const left = countByHand(world.facts, 'abandonments.carts').filter(({ at }) => at % slotMs > 1);
    const on26th = left.filter(({ at }) => new Date(at).toISOString().startsWith('2026-10-26'));
    const questions = (['abandoned_carts', 'funnel_seen'] as const).map((metric) =>
      question(world.storeId, {
        ...{ metric, timeRange: { from: '2026-10-27', to: '2026-10-31' } },
        compareTo: 'previous_period',
      }),
    );
    expect(on26th.length).toBeGreaterThan(0);
    for (const { at } of on26th) {
      const deps = { clickhouse, database: systemOfRecord, now: () => at + 5 * dayMs - 1 };
      const told = await createAnalyticsReader(deps).queryAll({ storeId: world.storeId, timeZone, questions });
      const facts = createAnalyticsReader({ ...deps, useSlots: false });
      for (const [index, one] of questions.entries())
        expect(told[index]).toMatchObject({ value: { total: (await facts.query(one)).total } });
    }
  });

  test('read what they have in common once', async ({ world, clickhouse, systemOfRecord }) => {
    let readings = 0;
    const counting = new Proxy(clickhouse, {
      get: (target, name) => {
        if (name === 'query') readings += 1;
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const reader = createAnalyticsReader({ clickhouse: counting, database: systemOfRecord, now: () => now });
    const readingsOf = async (...metrics: readonly MetricId[]) => {
      readings = 0;
      const questions = metrics.map((metric) => question(world.storeId, { metric }));
      await reader.queryAll({ storeId: world.storeId, timeZone, questions });
      return readings;
    };
    const one = await readingsOf('abandoned_carts');
    expect(await readingsOf('abandoned_carts', 'abandoned_carts', 'reachable_share', 'recovery_rate')).toBe(one);
  });
});
