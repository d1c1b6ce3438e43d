import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulateContext, simulatedArms, type TrueChances } from '../../test/context-simulation.ts';
import { chance } from '../../test/statistics/chance.ts';
import { contextBuyersMin, contextShares, learnContext } from './learned-context.ts';
import { contextFeatures, type SplitContext } from './split-context.ts';

const at = (name: (typeof contextFeatures)[number]['name']) =>
  contextFeatures.findIndex((feature) => feature.name === name);
const [value, before] = [at('cart_value'), at('ordered_before')];

/** Dear carts are won by proof, people who know the shop by a short message, and everybody else by a story. */
const crossing: TrueChances = (context) => ({
  short: 0.12 + 0.1 * (context[before] ?? 0),
  story: 0.12,
  proof: 0.12 + 0.1 * (context[value] ?? 0),
});
const without: TrueChances = () => ({ short: 0.12, story: 0.12, proof: 0.12 });
const world = { days: 40, peoplePerDay: 100, windowDays: 7, baseline: 0.2, floor: 0.05 } as const;
const meanOf = <T>(rows: readonly T[], of: (row: T) => number) =>
  rows.reduce((sum, row) => sum + of(row), 0) / rows.length;

describe('an arm by context', () => {
  const people = simulateContext({ ...world, chances: crossing, by: 'context' }, chance(3));

  test('loses fewer purchases than the best arm for everybody, and far fewer than a draw', () => {
    const regretOf = (by: 'context' | 'means' | 'even') =>
      meanOf(
        by === 'context' ? people : simulateContext({ ...world, chances: crossing, by }, chance(3)),
        ({ regret }) => regret,
      );
    const [context, means, even] = [regretOf('context'), regretOf('means'), regretOf('even')];
    expect(context).toBeLessThan(0.8 * means);
    expect(context).toBeLessThan(0.75 * even);
  });

  test('brings more than the baseline beside it, once something was learned', () => {
    const later = people.slice(people.length / 2);
    const expected = (group: string) =>
      meanOf(
        later.filter((one) => one.group === group),
        ({ regret }) => regret,
      );
    expect(expected('chosen')).toBeLessThan(0.6 * expected('baseline'));
  });

  test('where the arms are alike costs nobody a purchase, and leaves every arm people', () => {
    const idle = simulateContext({ ...world, chances: without, by: 'context' }, chance(5));
    expect(meanOf(idle, ({ regret }) => regret)).toBe(0);
    const bought = meanOf(idle, ({ outcome }) => outcome);
    expect(Math.abs(bought - 0.12)).toBeLessThan(4 * Math.sqrt((0.12 * 0.88) / idle.length));
    for (const arm of simulatedArms)
      expect(idle.filter((one) => one.arm === arm).length / idle.length).toBeGreaterThan(0.1);
  });

  test('is taken as often as it is kept that it would be: by these chances the arms are told without a model', () => {
    for (const arm of simulatedArms) {
      const own = people.filter((one) => one.arm === arm);
      const weighed = own.reduce((sum, { propensity }) => sum + 1 / propensity, 0) / people.length;
      expect(Math.abs(weighed - 1)).toBeLessThan(0.15);
    }
  });
});

describe('the chances of the arms', () => {
  const anyContext = fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: contextFeatures.length,
      maxLength: contextFeatures.length,
    })
    .map((context): SplitContext => context);
  const anyPerson = fc.record({
    arm: fc.constantFrom(...simulatedArms),
    context: anyContext,
    outcome: fc.constantFrom(0, 0, 1, 250),
  });

  test('sum up to one and are never below the floor, whatever was seen', () => {
    fc.assert(
      fc.property(
        fc.array(anyPerson, { maxLength: 60 }),
        anyContext,
        fc.constantFrom(0.01, 0.05, 0.25, 0.9),
        (rows, context, floor) => {
          const shares = contextShares(learnContext(simulatedArms, rows), simulatedArms, context, floor);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
          for (const share of shares) expect(share).toBeGreaterThanOrEqual(Math.min(floor, 1 / 3) - 1e-12);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('are even until enough people bought', () => {
    const context = contextFeatures.map(() => 1);
    const rows = Array.from({ length: 4_000 }, (_, n) => ({
      ...{ arm: simulatedArms[n % 3] ?? 'short', context, outcome: n < contextBuyersMin - 1 ? 1 : 0 },
    }));
    expect(learnContext(simulatedArms, rows)).toBeNull();
    expect(contextShares(null, simulatedArms, context, 0.05)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  test('of an arm that nobody saw yet leave it its part', () => {
    const context = contextFeatures.map(() => 1);
    const rows = Array.from({ length: 400 }, (_, n) => ({ arm: 'short', context, outcome: n % 5 === 0 ? 1 : 0 }));
    const shares = contextShares(learnContext(['short'], rows), simulatedArms, context, 0.05);
    expect(shares[1]).toBeGreaterThan(0.2);
  });
});
