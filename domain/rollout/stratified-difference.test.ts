import { expect, test } from 'vitest';
import { summaryOf, sumsOfYes } from '../experiments/arm-sums.ts';
import { stratifiedDifference, stratifiedRatio } from './stratified-difference.ts';

/** Better on both days, 25 v 20 % and 5 v 4 %; of a share that grew, so that the sums say the opposite: 6.7 v 11.2 %. */
const days = [
  { primary: { all: 850, count: 213 }, canary: { all: 4_500, count: 900 } },
  { primary: { all: 9_150, count: 458 }, canary: { all: 5_500, count: 220 } },
] as const;

test('what is better in every stage is better in all, whatever the sums over stages say (operations M8)', () => {
  const pooled = (arm: 'primary' | 'canary') =>
    days.reduce((sum, day) => sum + day[arm].count, 0) / days.reduce((sum, day) => sum + day[arm].all, 0);
  expect(pooled('primary')).toBeCloseTo(0.067, 3);
  expect(pooled('canary')).toBeCloseTo(0.112, 3);
  const compared = stratifiedDifference(
    days.map(({ primary, canary }) => ({
      primary: summaryOf(sumsOfYes(primary.all, primary.count)),
      canary: summaryOf(sumsOfYes(canary.all, canary.count)),
    })),
  );
  expect(compared?.difference).toBeLessThan(0);
  expect(stratifiedRatio(days)).toBeLessThan(1);
});

test('a stage in which one of them has nobody says nothing', () => {
  const nobody = summaryOf(sumsOfYes(0, 0));
  expect(stratifiedDifference([{ canary: nobody, primary: summaryOf(sumsOfYes(10, 5)) }])).toBeNull();
  expect(stratifiedRatio([{ canary: { all: 0, count: 0 }, primary: { all: 10, count: 5 } }])).toBeNull();
});
