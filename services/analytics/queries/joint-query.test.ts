import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell } from '../../../db/clickhouse/analytics/cells.ts';
import { cellsOf, joinQueries, neighbours, type SharedQuery } from './joint-query.ts';

const hour = 3_600_000;
const measures = ['orders.orders', 'orders.revenue'] as unknown as SharedQuery['measures'];

/** Ranges of hours, as a whole or in buckets of any width, the last of them cut. */
const someQueries = fc.array(
  fc.record({
    from: fc.nat(200),
    length: fc.integer({ min: 1, max: 48 }),
    width: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
    wanted: fc.subarray([0, 1], { minLength: 1 }),
  }),
  { minLength: 1, maxLength: 6 },
);

interface Row {
  readonly at: number;
  readonly value: string;
  readonly sums: readonly number[];
}
const someRows = fc.array(
  fc.record({ at: fc.nat(250 * hour), value: fc.constantFrom('email', 'sms'), sums: fc.tuple(fc.nat(9), fc.nat(9)) }),
  { maxLength: 40 },
);

function queryOf({ from, length, width, wanted }: typeof someQueries extends fc.Arbitrary<(infer T)[]> ? T : never) {
  const range = { fromMs: from * hour, toMs: (from + length) * hour };
  const bucketStarts =
    width === null
      ? null
      : Array.from({ length: Math.ceil(length / width) }, (_, index) => (from + index * width) * hour);
  const rest = { fact: 'recoveredOrders', dimensions: ['channel'], filters: {}, offsets: [] } as const;
  return { ...rest, range, bucketStarts, measures: wanted.map((index) => measures[index]) } as SharedQuery;
}

/** What ClickHouse does with the rows, by hand. */
function cellsByHand(query: SharedQuery, rows: readonly Row[]): readonly Cell[] {
  const starts = query.bucketStarts ?? [query.range.fromMs];
  const cells = new Map<string, { bucketStart: number; values: readonly string[]; sums: string[] }>();
  for (const { at, value, sums } of rows) {
    if (at < query.range.fromMs || at >= query.range.toMs) continue;
    const bucketStart = starts.findLast((start) => start <= at) ?? 0;
    const key = `${bucketStart}/${value}`;
    const cell = cells.get(key) ?? { bucketStart, values: [value], sums: query.measures.map(() => '0') };
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
        for (const query of group) expect(inOrder(cellsOf(query, joint, read))).toEqual(cellsByHand(query, rows));
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
  const [day, nextDay, nextYear] = [0, 24, 24 * 365].map((from) =>
    queryOf({ from, length: 24, width: null, wanted: [0] }),
  );
  if (!day || !nextDay || !nextYear) throw new Error('three queries were made');
  expect(neighbours([nextYear, day, nextDay])).toEqual([[day, nextDay], [nextYear]]);
});
