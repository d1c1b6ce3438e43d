import { expect, test } from 'vitest';
import { hasData } from '../../test/data-dir.ts';
import { evaluateForecasts } from './evaluate.ts';
import { madeUpSeries } from './made-up-series.ts';
import { recordedSeries } from './recorded-series.ts';
import { scoreTable } from './score-table.ts';

const options = { days: 14, every: 14 };

test('a week that repeats itself is forecast without an error, by every method', () => {
  const values = Array.from({ length: 70 }, (_, day) => [4, 9, 2, 7, 7, 1, 30][day % 7] ?? 0);
  for (const { name, meanAbsoluteError, coverage } of evaluateForecasts([...values, 5], options))
    expect([name, meanAbsoluteError < 1e-9, coverage]).toEqual([name, true, 1]);
});

test('nothing of the days that are judged is known to the forecast of them', () => {
  const values = madeUpSeries()[0]?.values ?? [];
  // With one forecast in all, other days after its origin may change its score, and never what it said.
  const [first] = evaluateForecasts(values.slice(0, 49), options);
  const [second] = evaluateForecasts([...values.slice(0, 35), ...Array(14).fill(0)], options);
  const expected = values.slice(28, 35);
  const errorTo = (came: readonly number[]) =>
    came.reduce((sum, value, day) => sum + Math.abs(value - (expected[day % 7] ?? 0)), 0) / came.length;
  expect(first?.meanAbsoluteError).toBeCloseTo(errorTo(values.slice(35, 49)), 9);
  expect(second?.meanAbsoluteError).toBeCloseTo(errorTo(Array(14).fill(0)), 9);
});

test('the table has a row for each method', () => {
  const table = scoreTable(evaluateForecasts(madeUpSeries()[4]?.values ?? [], { days: 7, every: 28 }));
  expect(table.split('\n')).toHaveLength(2 + 5);
  expect(table).toContain('as last week');
});

test.skipIf(!hasData('clickstream', 'retailrocket_visitors.csv'))(
  'the recorded series are days of one shop, and as many carts are left as begun or fewer',
  async () => {
    const [views, visitors, begun, left] = await recordedSeries();
    const sum = (values: readonly number[] = []) => values.reduce((total, value) => total + value, 0);
    expect(views?.values).toHaveLength(137);
    expect(sum(visitors?.values)).toBeLessThan(sum(views?.values));
    expect(left?.values.every((count, day) => count <= (begun?.values[day] ?? 0))).toBe(true);
    expect(sum(left?.values)).toBeGreaterThan(0);
    expect(await recordedSeries('a folder without data')).toEqual([]);
  },
);
