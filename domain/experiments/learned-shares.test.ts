import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Spending, simulateSplit } from '../../test/split-simulation.ts';
import { chance } from '../../test/statistics/chance.ts';
import { type SplitStep, splitFloorPercent } from '../flow/flow.ts';
import { allTo, differs, learnedShares } from './learned-shares.ts';
import type { ComparedArm } from './split-comparison.ts';
import { probabilitiesOfBestMean } from './thompson-shares.ts';

const split = (arms: number, change: Partial<SplitStep> = {}): SplitStep => ({
  ...{ id: 'split', kind: 'split', by: 'person', allocation: 'learning' },
  arms: Array.from({ length: arms }, (_, n) => ({ id: String(n), share: 1, next: 'end' })),
  ...change,
});
function known(id: string, matured: number, buyers: number, each = 1): ComparedArm {
  const people = { people: matured, w: 2 * matured, ww: 4 * matured };
  const of = (amount: number) => ({
    ...people,
    ...{ wy: 2 * buyers * amount, wwy: 4 * buyers * amount, wwyy: 4 * buyers * amount * amount },
  });
  return { id, matured, buyers, recovered: of(1), revenue: of(each) };
}
const buys =
  (share: number): Spending =>
  (random) =>
    random() < share ? 1 : 0;

describe('learned shares', () => {
  test('never fall below the floor of the split, and sum up to 1', () => {
    const outcome = fc
      .integer({ min: 1, max: 20_000 })
      .chain((matured) => fc.record({ matured: fc.constant(matured), buyers: fc.integer({ min: 0, max: matured }) }));
    const floor = fc.integer({ min: splitFloorPercent.min, max: splitFloorPercent.max });
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 2, maxLength: 3 }), floor, (outcomes, floorPercent) => {
        const arms = outcomes.map(({ matured, buyers }, n) => known(String(n), matured, buyers));
        const shares = Object.values(learnedShares(split(arms.length, { floorPercent }), arms) ?? {});
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(floorPercent / 100 - 1e-12);
      }),
      { numRuns: 30 },
    );
  });

  test('are those that were written until somebody’s time to buy is over', () => {
    expect(learnedShares(split(2), [known('0', 0, 0), known('1', 0, 0)])).toBeNull();
    expect(learnedShares(split(2), [known('0', 1, 0), known('1', 0, 0)])).not.toBeNull();
  });

  test('by revenue follow what people spend and not how many buy, once some of every arm bought', () => {
    const [many, dear] = [known('0', 2_000, 200, 10), known('1', 2_000, 150, 40)];
    expect(learnedShares(split(2), [many, dear])?.['0']).toBeGreaterThan(0.9);
    expect(learnedShares(split(2, { goal: 'revenue' }), [many, dear])?.['1']).toBeGreaterThan(0.9);
    expect(learnedShares(split(2, { goal: 'revenue' }), [many, known('1', 2_000, 19, 40)])).toBeNull();
  });

  test('by revenue are how often each mean is the largest of drawn ones', () => {
    const arms = [
      { people: 400, mean: 5, variance: 900 },
      { people: 900, mean: 6, variance: 1_200 },
      { people: 100, mean: 7, variance: 700 },
    ];
    const random = chance(3);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const wins = [0, 0, 0];
    const draws = 40_000;
    for (let n = 0; n < draws; n++) {
      const drawn = arms.map(({ people, mean, variance }) => mean + Math.sqrt(variance / people) * normal());
      const best = drawn.indexOf(Math.max(...drawn));
      wins[best] = (wins[best] ?? 0) + 1;
    }
    // Three standard errors of the most uncertain one.
    for (const [index, share] of probabilitiesOfBestMean(arms).entries())
      expect(Math.abs(share - (wins[index] ?? 0) / draws)).toBeLessThan(0.0075);
  });

  test('lose less to the worse arm than even shares do', () => {
    const course = { days: 30, peoplePerDay: 150, windowDays: 7, arms: [buys(0.06), buys(0.12)] } as const;
    const lost = (allocation: 'fixed' | 'learning') =>
      [1, 2, 3, 4, 5, 6].reduce((sum, seed) => {
        const { people } = simulateSplit({ ...course, allocation }, chance(seed));
        return sum + (people[0] ?? 0) * 0.06;
      }, 0);
    expect(lost('learning')).toBeLessThan(0.7 * lost('fixed'));
  });

  test('are kept anew when an arm’s share moved by more than chance', () => {
    const held = [
      { id: '0', share: 0.5 },
      { id: '1', share: 0.5 },
    ];
    expect(differs({ '0': 0.504, '1': 0.496 }, held)).toBe(false);
    expect(differs({ '0': 0.506, '1': 0.494 }, held)).toBe(true);
    expect(allTo('1', split(2))).toEqual({ '0': 0, '1': 1 });
  });
});
