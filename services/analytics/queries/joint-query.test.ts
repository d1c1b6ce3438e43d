import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell } from '../../../db/clickhouse/analytics/cells.ts';
import { cellsOf, joinQueries, neighbours, type SharedQuery } from './joint-query.ts';

const hour = 3_600_000;
const measures: SharedQuery['measures'] = ['recoveredOrders.orders', 'recoveredOrders.valueMinor'];

/** Ranges of hours, as a whole or in buckets of any width, the last of them cut. */
const someQueries = fc.array(
  fc.record({
    from: fc.nat(200),
    length: fc.integer({ min: 1, max: 48 }),
    width: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
    wanted: fc.subarray([0, 1], { minLength: 1 }),
    dimensions: fc.subarray(['channel', 'currency'] as const),
    filters: fc.record(
      { channel: fc.subarray(['email', 'sms', 'push']), currency: fc.constant(['EUR']) },
      { requiredKeys: [] },
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

type AnyQuery = typeof someQueries extends fc.Arbitrary<(infer T)[]> ? T : never;

interface Row {
  readonly at: number;
  readonly channel: string;
  readonly currency: string;
  readonly sums: readonly number[];
}
const someRows = fc.array(
  fc.record({
    at: fc.nat(250 * hour),
    channel: fc.constantFrom('email', 'sms'),
    currency: fc.constantFrom('EUR', 'JPY', ''),
    sums: fc.tuple(fc.nat(9), fc.nat(9)),
  }),
  { maxLength: 40 },
);

function queryOf({ from, length, width, wanted, dimensions, filters }: AnyQuery): SharedQuery {
  const range = { fromMs: from * hour, toMs: (from + length) * hour };
  const bucketStarts =
    width === null
      ? null
      : Array.from({ length: Math.ceil(length / width) }, (_, index) => (from + index * width) * hour);
  const rest = { fact: 'recoveredOrders', dimensions, filters, offsets: [] } as const;
  return { ...rest, range, bucketStarts, measures: wanted.flatMap((index) => measures[index] ?? []) };
}

/** What ClickHouse does with the rows, by hand. */
function cellsByHand(query: SharedQuery, rows: readonly Row[]): readonly Cell[] {
  const starts = query.bucketStarts ?? [query.range.fromMs];
  const cells = new Map<string, { bucketStart: number; values: readonly string[]; sums: string[] }>();
  for (const { at, sums, ...row } of rows) {
    const { channel = [row.channel], currency = [row.currency] } = query.filters;
    const isWanted = channel.includes(row.channel) && currency.includes(row.currency);
    if (at < query.range.fromMs || at >= query.range.toMs || !isWanted) continue;
    const bucketStart = starts.findLast((start) => start <= at) ?? 0;
    const values = query.dimensions.map((dimension) => row[dimension as 'channel' | 'currency']);
    const key = JSON.stringify([bucketStart, values]);
    const cell = cells.get(key) ?? { bucketStart, values, sums: query.measures.map(() => '0') };
    cells.set(key, cell);
    for (const [index, measure] of query.measures.entries())
      cell.sums[index] = String(BigInt(cell.sums[index] ?? 0) + BigInt(sums[measures.indexOf(measure)] ?? 0));
  }
  return inOrder([...cells.values()]);
}

const inOrder = (cells: readonly Cell[]): readonly Cell[] =>
  cells.toSorted((a, b) => a.bucketStart - b.bucketStart || String(a.values).localeCompare(String(b.values)));

test('queries that are read together have the cells that each has by itself', () => {
  fc.assert(
    fc.property(someQueries, someRows, (asked, rows) => {
      for (const group of neighbours(asked.map(queryOf))) {
        const joint = joinQueries(group);
        const read = cellsByHand(joint, rows);
        for (const query of group) expect(cellsOf(query, joint, read)).toEqual(cellsByHand(query, rows));
      }
    }),
  );
});

test('every query is in one group, and what is far apart is not read in between', () => {
  fc.assert(
    fc.property(someQueries, (asked) => {
      const queries = asked.map(queryOf);
      expect(new Set(neighbours(queries).flat())).toEqual(new Set(queries));
    }),
  );
  const dayFrom = (from: number) =>
    queryOf({ from, length: 24, width: null, wanted: [0], dimensions: [], filters: {} });
  const [day, nextDay, nextYear] = [dayFrom(0), dayFrom(24), dayFrom(24 * 365)];
  expect(neighbours([nextYear, day, nextDay])).toEqual([[day, nextDay], [nextYear]]);
});
