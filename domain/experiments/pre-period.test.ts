import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbers } from '../../test/statistics/numbers.ts';
import { summaryOf } from './arm-sums.ts';
import { differenceInterval } from './confidence-sequence.ts';
import { type ArmWithPast, withoutPast } from './pre-period.ts';

const armOf = ({
  people,
  outcome,
  past,
  products,
}: (typeof numbers.gbstats.pasts)[number]['treated']): ArmWithPast => ({
  outcome: { people, sum: outcome[0], squares: outcome[1] },
  past: { people, sum: past[0], squares: past[1] },
  products,
});

function armWith(people: readonly (readonly [outcome: number, past: number])[]): ArmWithPast {
  const sums = (values: readonly number[]) => ({
    people: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    squares: values.reduce((sum, value) => sum + value * value, 0),
  });
  return {
    outcome: sums(people.map(([outcome]) => outcome)),
    past: sums(people.map(([, past]) => past)),
    products: people.reduce((sum, [outcome, past]) => sum + outcome * past, 0),
  };
}

describe('what people did before', () => {
  test('is taken out of the outcomes as an independent package does it', () => {
    for (const { treated, holdout, difference, interval, variances } of numbers.gbstats.pasts) {
      const arms = withoutPast(armOf(treated), armOf(holdout));
      expect(arms.treated.mean - arms.holdout.mean).toBeCloseTo(difference, 9);
      expect([arms.treated.variance, arms.holdout.variance]).toEqual(
        variances.map((value) => expect.closeTo(value, 6)),
      );
      const own = differenceInterval(arms.treated, arms.holdout);
      expect(own).toEqual({ low: expect.closeTo(interval[0], 9), high: expect.closeTo(interval[1], 9) });
    }
  });

  test('changes nothing where nobody had a past, and leaves no noise where it explains everything', () => {
    const noPast = [
      armWith([
        [1, 0],
        [3, 0],
      ]),
      armWith([
        [2, 0],
        [5, 0],
      ]),
    ] as const;
    const same = withoutPast(...noPast);
    expect(same).toEqual({ treated: summaryOf(noPast[0].outcome), holdout: summaryOf(noPast[1].outcome) });
    const explained = withoutPast(
      armWith([
        [10, 1],
        [20, 2],
        [30, 3],
      ]),
      armWith([
        [20, 2],
        [40, 4],
      ]),
    );
    expect(explained.treated.mean).toBeCloseTo(explained.holdout.mean, 9);
    expect(explained.treated.variance).toBeCloseTo(0, 9);
  });

  test('never widens both arms together', () => {
    const cents = fc.integer({ min: 0, max: 1_000 });
    const arm = fc.array(fc.tuple(cents, cents), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(arm, (people) => {
        const one = armWith(people);
        const { treated } = withoutPast(one, one);
        expect(treated.variance).toBeLessThanOrEqual(summaryOf(one.outcome).variance * 1.000001 + 1e-6);
      }),
    );
  });
});
