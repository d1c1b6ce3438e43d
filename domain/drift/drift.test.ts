import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance } from '../../test/statistics/chance.ts';
import { driftNumbers as numbers } from '../../test/statistics/drift-numbers.ts';
import { dayMs } from '../duration.ts';
import { chanceOf } from '../statistics/log-odds.ts';
import { binCountOf, binOf, binsOf, countIn } from './bins.ts';
import type { Change } from './change.ts';
import { checkDrift } from './check-drift.ts';
import type { DriftReport } from './drift-report.ts';
import { discoveries } from './false-discoveries.ts';
import { boundedLogOdds } from './labelled-cart.ts';
import { realisedOf } from './realised.ts';
import { recalibrate } from './recalibration.ts';
import { coolDownMs, decideRetraining, requestsPerWeekMax } from './retraining.ts';
import { shiftOf } from './shift.ts';
import { daysCompared, weekDays } from './week-by-weekday.ts';

describe('bins', () => {
  test('hold every value in exactly one, and those of the reference about equally', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
        fc.double({ noNaN: true }),
        (values, other) => {
          const bins = binsOf(values);
          expect(countIn(bins, values).reduce((sum, count) => sum + count, 0)).toBe(values.length);
          expect(binOf(bins, other)).toBeLessThan(binCountOf(bins));
        },
      ),
    );
    const many = Array.from({ length: 1_000 }, (_, index) => index);
    expect(countIn(binsOf(many), many)).toEqual(new Array(10).fill(100));
  });

  test('are the values themselves where there are few, and what is rare or new shares one', () => {
    const bins = binsOf([...new Array<number>(60).fill(0), ...new Array<number>(39).fill(1), 7]);
    expect(bins).toEqual({ kind: 'values', values: [0, 1] });
    expect(countIn(bins, [0, 1, 1, 7, 9])).toEqual([1, 2, 2]);
  });
});

describe('a shift', () => {
  const week = (counts: readonly number[]) => Array.from({ length: weekDays }, () => counts);
  const weeks = (...all: readonly (readonly number[])[]) => all.flatMap(week);

  test('of the same week again is none, and a larger sample sees a smaller one', () => {
    const same = shiftOf(weeks([50, 50], [50, 50], [50, 50], [50, 50]));
    expect(same).toMatchObject({ cartsNow: 700, cartsThen: 2_100 });
    expect([same?.psi, same?.kl, same?.p].map((value) => Number(value?.toFixed(9)))).toEqual([0, 0, 1]);
    const small = shiftOf(weeks([5, 5], [5, 5], [5, 5], [6, 4]));
    const large = shiftOf(weeks([500, 500], [500, 500], [500, 500], [600, 400]));
    expect(small?.p).toBeGreaterThan(0.05);
    expect(large?.p).toBeLessThan(1e-9);
    expect(large?.psiLimit).toBeLessThan(small?.psiLimit ?? 0);
  });

  test('is not made by a weekday that has more carts than it had', () => {
    const usual = Array.from({ length: weekDays }, (_, day) => (day === 4 ? [20, 80] : [80, 20]));
    const rush = usual.map((counts, day) => (day === 4 ? counts.map((count) => 5 * count) : counts));
    expect(shiftOf([...usual, ...usual, ...usual, ...rush])?.psi).toBeLessThan(1e-4);
  });

  test('has a higher limit where days differ by more than chance anyway', () => {
    const even = shiftOf(weeks([50, 50], [50, 50], [50, 50], [60, 40]));
    const uneven = shiftOf(weeks([70, 30], [50, 50], [30, 70], [60, 40]));
    expect(uneven?.psiLimit).toBeGreaterThan(2 * (even?.psiLimit ?? Number.POSITIVE_INFINITY));
  });
});

test('of many findings without anything behind them, hardly any stands; a real one does', () => {
  const random = chance(4);
  const noise = Array.from({ length: 200 }, random);
  expect(discoveries(noise, 0.01).filter(Boolean)).toEqual([]);
  expect(discoveries([...noise, 1e-7], 0.01).at(-1)).toBe(true);
  expect(discoveries([], 0.01)).toEqual([]);
  expect(discoveries([0.04, 0.01, 0.03, 0.02], 0.04)).toEqual([true, true, true, true]);
});

describe('what came true', () => {
  test.for(numbers.realised)('is what independent packages find: $auc', ({ carts, auc, logLoss, level, slope }) => {
    const labelled = carts.map(([probability, bought]) => ({ probability, bought: bought === 1 }));
    const found = realisedOf(labelled);
    expect(found?.auc?.value).toBeCloseTo(auc, 10);
    expect(found?.logLoss.value).toBeCloseTo(logLoss, 8);
    const fitted = recalibrate(labelled);
    // Theirs is fitted without a prior.
    expect(fitted.slope).toBeCloseTo(slope, 1);
    expect(fitted.level - fitted.slope * fitted.centre).toBeCloseTo(level, 1);
  });

  test('is near what was predicted where every chance comes true, and the error is not above what chance brings', () => {
    const random = chance(9);
    const carts = Array.from({ length: 20_000 }, () => {
      const probability = chanceOf(-2 + 2 * random());
      return { probability, bought: random() < probability };
    });
    const found = realisedOf(carts);
    expect(found?.slope.low).toBeLessThan(1);
    expect(found?.slope.high).toBeGreaterThan(1);
    expect(found?.calibrationError.value).toBeLessThan(2 * (found?.calibrationError.byChance ?? 0));
    expect(recalibrate(carts).level).toBeCloseTo(
      carts.reduce((sum, one) => sum + boundedLogOdds(one.probability), 0) / carts.length,
      1,
    );
  });

  test('is not said of too few carts, and has no AUC where nobody bought', () => {
    expect(realisedOf(new Array(99).fill({ probability: 0.1, bought: true }))).toBeNull();
    expect(realisedOf(new Array(100).fill({ probability: 0.1, bought: false }))?.auc).toBeNull();
  });
});

describe('training', () => {
  const lasting: Change = {
    ...{ direction: 'fewer', sinceDay: 14, seenOnDay: 18, afterCarts: 900, days: 9, lasts: true },
  };
  const none = { past: null, now: null, change: null, cartsToSee: null };
  const report: DriftReport = {
    ...{ state: 'alarmed', cartsNow: 0, cartsThen: 0, scores: null, features: [], slices: [], alarms: [], cause: null },
    realised: [
      { group: 'untouched', ...none, change: lasting },
      { group: 'others', ...none },
    ],
  };
  const nowMs = 100 * dayMs;

  test('is asked for again only after the cool-down, and no more often than the budget of a week allows', () => {
    const decide = (...daysAgo: readonly number[]) =>
      decideRetraining({ report, asked: daysAgo.map((days) => nowMs - days * dayMs), nowMs });
    expect(decide()).toEqual({ kind: 'asked' });
    expect(decide(2)).toEqual({ kind: 'not_asked', because: 'cool_down', until: nowMs - 2 * dayMs + coolDownMs });
    expect(decide(3.5)).toEqual({ kind: 'asked' });
    expect(decide(3.5, 6.5)).toEqual({ kind: 'not_asked', because: 'budget', until: nowMs + dayMs / 2 });
    expect(requestsPerWeekMax).toBe(2);
  });

  test('is not asked for because of people who were written to: the campaign changes what they do', () => {
    const realised: DriftReport['realised'] = [
      { group: 'untouched', ...none },
      { group: 'others', ...none, change: lasting },
    ];
    expect(decideRetraining({ report: { ...report, realised }, asked: [], nowMs })).toMatchObject({
      because: 'no_change',
    });
  });
});

test('before there are enough carts nothing is said but that', () => {
  const cart = { day: 27, probability: 0.2, features: [1], outcome: null };
  const sample = { features: ['views'], predictionsByDay: new Array<number>(daysCompared).fill(1), carts: [cart] };
  expect(checkDrift(sample)).toMatchObject({ state: 'learning', alarms: [], cause: null, scores: null });
});

test('a day without predictions is an alarm where its weekday always had some', () => {
  const carts = Array.from({ length: 27 }, (_, day) =>
    Array.from({ length: 30 }, (_unused, index) => ({
      day,
      probability: (index + 1) / 40,
      features: [],
      outcome: null,
    })),
  ).flat();
  const predictionsByDay = [...new Array<number>(27).fill(30), 0];
  expect(checkDrift({ features: [], predictionsByDay, carts }).alarms).toEqual([{ kind: 'stopped', expected: 30 }]);
});
