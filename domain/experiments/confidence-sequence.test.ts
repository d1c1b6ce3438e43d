import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbers } from '../../test/statistics/numbers.ts';
import { summaryOf, sumsOfYes } from './arm-sums.ts';
import { differenceInterval, liftInterval, standardErrorsOf, tightestAtPeople } from './confidence-sequence.ts';

const atOurTuning = numbers.gbstats.sequences.filter(({ tuning }) => tuning === tightestAtPeople);

describe('the interval of a difference', () => {
  test('is the one that an independent package computes', () => {
    expect(atOurTuning.length).toBeGreaterThan(0);
    for (const { treated, holdout, spend, share } of atOurTuning) {
      const sumsOf = ([people, , sum, squares]: typeof treated) => summaryOf({ people, sum, squares });
      const yesOf = ([people, buyers]: typeof treated) => summaryOf(sumsOfYes(people, buyers));
      for (const [interval, [, low, high]] of [
        [differenceInterval(sumsOf(treated), sumsOf(holdout)), spend],
        [differenceInterval(yesOf(treated), yesOf(holdout)), share],
      ] as const) {
        expect(interval?.low).toBeCloseTo(low, 9);
        expect(interval?.high).toBeCloseTo(high, 9);
      }
    }
  });

  test('is not there while an arm has nobody', () => {
    expect(differenceInterval(summaryOf(sumsOfYes(5, 1)), summaryOf(sumsOfYes(0, 0)))).toBeNull();
  });

  test('has the difference in its middle, and a look costs the less the more is known', () => {
    const yes = fc.record({
      people: fc.integer({ min: 2, max: 1e6 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(yes, yes, (one, other) => {
        const [a, b] = [one, other].map(({ people, share }) =>
          summaryOf(sumsOfYes(people, Math.round(people * share))),
        );
        if (!a || !b) return;
        const interval = differenceInterval(a, b);
        expect(((interval?.low ?? 0) + (interval?.high ?? 0)) / 2).toBeCloseTo(a.mean - b.mean, 9);
      }),
    );
    const widthAt = (people: number) => standardErrorsOf(people) / Math.sqrt(people);
    for (let people = 100; people < 1e7; people *= 2) expect(widthAt(people * 2)).toBeLessThan(widthAt(people));
  });
});

describe('the interval of a lift', () => {
  test('is not there while the holdout may buy nothing, and tells of more exactly when the difference does', () => {
    expect(liftInterval(summaryOf(sumsOfYes(900, 30)), summaryOf(sumsOfYes(100, 1)))).toBeNull();
    const arm = fc.integer({ min: 0, max: 2_000 }).map((buyers) => summaryOf(sumsOfYes(10_000, buyers)));
    fc.assert(
      fc.property(arm, arm, (treated, holdout) => {
        const [of, relative] = [differenceInterval(treated, holdout), liftInterval(treated, holdout)];
        if (relative && of) expect(relative.low > 0).toBe(of.low > 0);
      }),
    );
  });
});
