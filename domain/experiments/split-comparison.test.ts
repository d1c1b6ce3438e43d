import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SimulatedSplit, type Spending, simulateSplit } from '../../test/split-simulation.ts';
import { chance } from '../../test/statistics/chance.ts';
import { summaryOf } from './arm-sums.ts';
import { errorRate } from './confidence-sequence.ts';
import { armDifference, bestArm, type ComparedArm, weightedSummary, winnerMaturedMin } from './split-comparison.ts';

const buys =
  (share: number): Spending =>
  (random) =>
    random() < share ? 1 : 0;
/** As many as half more or less buy in some weeks, in every arm. */
const buysBySeason =
  (share: number): Spending =>
  (random, day) =>
    random() < share * (1 + 0.5 * Math.sin(day / 5)) ? 1 : 0;

const month = { days: 40, peoplePerDay: 150, windowDays: 7 } as const;

function shareWithWinner(split: SimulatedSplit, runs: number, isIt: (winner: string) => boolean = () => true): number {
  const won = Array.from({ length: runs }, (_, seed) =>
    simulateSplit(split, chance(seed + 1)).days.some(({ winner }) => winner !== null && isIt(winner)),
  );
  return won.filter(Boolean).length / runs;
}

/** Everybody of an arm came with the same probability, and `buyers` of them bought. */
function arm(id: string, matured: number, buyers: number, share = 0.5): ComparedArm {
  const w = 1 / share;
  const people = { people: matured, w: w * matured, ww: w * w * matured };
  const bought = { ...people, wy: w * buyers, wwy: w * w * buyers, wwyy: w * w * buyers };
  return { id, matured, buyers, recovered: bought, revenue: bought };
}

describe('the mean of an arm', () => {
  test('is the plain one where its share never changed, whatever the share was', () => {
    const outcomes = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(outcomes, fc.double({ min: 0.01, max: 1, noNaN: true }), (spent, share) => {
        const w = 1 / share;
        const [sum, squares] = [0, 0].map((_, index) => spent.reduce((all, one) => all + one ** (index + 1), 0));
        const plain = summaryOf({ people: spent.length, sum: sum ?? 0, squares: squares ?? 0 });
        const weighted = weightedSummary({
          ...{ people: spent.length, w: w * spent.length, ww: w * w * spent.length },
          ...{ wy: w * (sum ?? 0), wwy: w * w * (sum ?? 0), wwyy: w * w * (squares ?? 0) },
        });
        expect(weighted.people).toBeCloseTo(spent.length, 6);
        expect(weighted.mean).toBeCloseTo(plain.mean, 6);
        // The plain one divides by one less.
        expect(weighted.variance).toBeCloseTo((plain.variance * (spent.length - 1)) / spent.length, 3);
      }),
    );
  });

  test('is that of people as they came and not of the days on which it was favoured', () => {
    // 900 of 1,000 came on a good day, where a tenth bought, and 100 on a bad one, where nobody did: as many people each.
    const [good, bad] = [1 / 0.9, 1 / 0.1];
    const { mean } = weightedSummary({
      ...{ people: 1_000, w: 900 * good + 100 * bad, ww: 900 * good ** 2 + 100 * bad ** 2 },
      ...{ wy: 90 * good, wwy: 90 * good ** 2, wwyy: 90 * good ** 2 },
    });
    expect(mean).toBeCloseTo(0.05, 9);
  });
});

describe('a winner', () => {
  test('is no arm of equals in more than 5 of 100 splits, looked at every day', () => {
    const equals = { ...month, allocation: 'fixed', arms: [buys(0.1), buys(0.1)] } as const;
    expect(shareWithWinner(equals, 400)).toBeLessThanOrEqual(errorRate);
    expect(shareWithWinner({ ...equals, arms: [buys(0.1), buys(0.1), buys(0.1)] }, 200)).toBeLessThanOrEqual(errorRate);
  });

  test('is none of equals either where shares follow what was learned while buying changes with the season', () => {
    const equals = { ...month, days: 24, peoplePerDay: 250, arms: [buysBySeason(0.1), buysBySeason(0.1)] };
    expect(shareWithWinner({ ...equals, allocation: 'learning' }, 60)).toBeLessThanOrEqual(errorRate);
  });

  test('is found where there is one, and is the right one', () => {
    const better = { ...month, allocation: 'fixed', arms: [buys(0.08), buys(0.12)] } as const;
    expect(shareWithWinner(better, 50, (winner) => winner === '1')).toBeGreaterThan(0.8);
    expect(shareWithWinner(better, 50, (winner) => winner === '0')).toBe(0);
  });

  test('has to beat every other arm, and takes enough people of each', () => {
    const [poor, good] = [arm('a', 5_000, 250), arm('b', 5_000, 500)];
    expect(bestArm([poor, good], 'recovered')).toBe('b');
    expect(bestArm([poor, good, arm('c', 5_000, 500)], 'recovered')).toBeNull();
    expect(bestArm([poor, good, arm('c', winnerMaturedMin - 1, 0)], 'recovered')).toBeNull();
    expect(bestArm([good], 'recovered')).toBeNull();
  });

  test('is judged more strictly with each further arm', () => {
    const width = (arms: number) => {
      const { interval } = armDifference(arm('b', 5_000, 500), arm('a', 5_000, 250), 'recovered', arms);
      return (interval?.high ?? 0) - (interval?.low ?? 0);
    };
    expect(width(3)).toBeGreaterThan(width(2));
  });
});
