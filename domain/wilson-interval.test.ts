import { expect, test } from 'vitest';
import { wilsonInterval } from './wilson-interval.ts';

test.for([
  // Computed apart, by the closed form in another program.
  [0, 30, 0, 0.113513],
  [30, 30, 0.886487, 1],
  [6, 30, 0.095051, 0.373057],
  [150, 1_000, 0.12921, 0.173469],
] as const)('%d of %d lies between %d and %d', ([count, all, low, high]) => {
  const found = wilsonInterval(count, all);
  expect(found.low).toBeCloseTo(low, 5);
  expect(found.high).toBeCloseTo(high, 5);
});

test('of nothing nothing is known', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
});
