import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance } from '../../test/statistics/chance.ts';
import {
  daysNeeded,
  type Forecast,
  forecastAmong,
  forecastOf,
  methods,
  type NotEnough,
  pastDaysMax,
} from './forecast.ts';
import { holtWinters } from './holt-winters.ts';
import type { Method } from './method.ts';
import { lastWeek } from './weekday-mean.ts';

const everyMethod: readonly Method[] = [lastWeek, ...methods];
const forecastBy = (method: Method, past: readonly number[], days: number) => method.fit(past)(past, days);

/** Days as shops have them: zeros, gaps, single spikes, and weeks that repeat. */
const day = fc.oneof(fc.constant(0), fc.nat(200_000), fc.constant(9_000_000_000));
const anySeries = fc.array(day, { maxLength: 120 });
const longSeries = fc.array(day, { minLength: daysNeeded, maxLength: 100 }).map((days) => [1, ...days]);
const daysAhead = fc.integer({ min: 1, max: 28 });

function ready<Id extends string>(found: Forecast<Id> | NotEnough): Forecast<Id> {
  if (found.kind !== 'ready') throw new Error(`${found.daysMissing} days are missing`);
  return found;
}

describe.each(everyMethod)('$id', (method) => {
  test('goes on with what never changes', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 14, max: 90 }), daysAhead, (value, length, days) => {
        for (const one of forecastBy(method, Array(length).fill(value), days)) expect(one).toBeCloseTo(value, 6);
      }),
    );
  });

  test('goes on with a week that repeats itself, from whatever weekday', () => {
    const week = fc.array(fc.nat(100_000), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(week, fc.integer({ min: 14, max: 90 }), daysAhead, (values, length, days) => {
        const whole = Array.from({ length: length + days }, (_, index) => values[index % 7] ?? 0);
        const found = forecastBy(method, whole.slice(0, length), days);
        for (const [ahead, one] of found.entries()) expect(one).toBeCloseTo(whole[length + ahead] ?? 0, 4);
      }),
    );
  });

  test('is finite and never negative, also for no past, zeros and spikes', () => {
    fc.assert(
      fc.property(anySeries, daysAhead, (past, days) => {
        const found = forecastBy(method, past, days);
        expect(found).toHaveLength(days);
        expect(found.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }),
    );
  });

  test('does not look at the unit: in other units it says the same', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: -4, max: 8 }), (past, power) => {
        const scaled = forecastBy(
          method,
          past.map((value) => value * 2 ** power),
          14,
        );
        const found = forecastBy(method, past, 14);
        expect(scaled).toEqual(found.map((value) => value * 2 ** power));
      }),
    );
  });
});

test('a trend is followed, and dies away', () => {
  const rising = Array.from({ length: 84 }, (_, index) => 1_000 + 50 * index);
  const found = forecastBy(holtWinters, rising, 28);
  expect(found[0]).toBeGreaterThan(1_000 + 50 * 82);
  const steps = found.map((value, index) => value - (found[index - 7] ?? value));
  expect(steps[13]).toBeGreaterThan(steps[27] ?? 0);
});

test('the season moves with the shop: a weekday that became strong weeks ago is strong in the forecast', () => {
  const past = Array.from({ length: 98 }, (_, index) => (index % 7 === (index < 49 ? 1 : 4) ? 9_000 : 3_000));
  const found = forecastBy(holtWinters, past, 7);
  expect(found.indexOf(Math.max(...found))).toBe(4);
});

describe('a forecast', () => {
  test('is refused before five whole weeks, with how many days are missing', () => {
    expect(forecastOf(Array(daysNeeded - 1).fill(5), 14)).toEqual({ kind: 'not_enough', days: 34, daysMissing: 1 });
    expect(forecastOf([], 14)).toEqual({ kind: 'not_enough', days: 0, daysMissing: 35 });
    expect(forecastOf(Array(daysNeeded).fill(5), 14).kind).toBe('ready');
  });

  test('does not count the days before the first that had anything', () => {
    expect(forecastOf([...Array(100).fill(0), 3, 0, 0], 14)).toEqual({
      kind: 'not_enough',
      days: 3,
      daysMissing: 32,
    });
  });

  test('lies within its interval, day by day and together, and neither is negative', () => {
    fc.assert(
      fc.property(longSeries, daysAhead, (series, days) => {
        const { days: found, total } = ready(forecastOf(series, days));
        expect(found).toHaveLength(days);
        for (const { value, lower, upper } of [
          ...found,
          ...(total.interval ? [{ ...total, ...total.interval }] : []),
        ]) {
          expect([value, lower, upper].every(Number.isFinite)).toBe(true);
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(lower).toBeLessThanOrEqual(value);
          expect(upper).toBeGreaterThanOrEqual(value);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is that of the method which was wrong by least on the days that were held out', () => {
    fc.assert(
      fc.property(longSeries, (series) => {
        const { heldOut } = ready(forecastOf(series, 14));
        for (const method of methods) {
          const alone = ready(forecastAmong([method], series, 14)).heldOut;
          expect(heldOut.meanAbsoluteError).toBeLessThanOrEqual(alone.meanAbsoluteError);
        }
        const asLastWeek = ready(forecastAmong([lastWeek], series, 14)).heldOut;
        expect(heldOut.lastWeekError).toBe(asLastWeek.meanAbsoluteError);
        expect(heldOut.coverage === null || (heldOut.coverage >= 0 && heldOut.coverage <= 1)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test('stays with the simplest where nothing is better', () => {
    const found = ready(forecastOf(Array(60).fill(700), 14));
    expect(found).toMatchObject({
      method: 'weekday_mean',
      total: { value: 9_800, interval: { lower: 9_800, upper: 9_800 } },
    });
    expect(found.heldOut).toMatchObject({ meanAbsoluteError: 0, scaledError: null });
  });

  test('has about eight of ten days within its interval, when days scatter around a week', () => {
    let [days, met, seed] = [0, 0, 1];
    const dice = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let shop = 0; shop < 40; shop++) {
      const series = Array.from(
        { length: 98 },
        (_, index) => 500 + 80 * (index % 7) + 300 * (dice() + dice() - dice()),
      );
      const found = ready(forecastOf(series.slice(0, 84), 14)).days;
      for (const [ahead, { lower, upper }] of found.entries()) {
        const came = series[84 + ahead] ?? 0;
        days++;
        if (lower <= came && came <= upper) met++;
      }
    }
    expect(met / days).toBeGreaterThan(0.72);
    expect(met / days).toBeLessThan(0.9);
  });

  test('says how often peak days lay within it, which the share of all days hides (operations M13)', () => {
    const random = chance(5);
    const series = Array.from({ length: 98 }, (_, index) => {
      const isPeak = index > 40 && index % 9 === 0;
      return 1_000 + 100 * random() + (isPeak ? 3_000 + 2_000 * random() : 0);
    });
    const { heldOut } = ready(forecastOf(series, 7));
    expect(heldOut.peaks?.days).toBeGreaterThanOrEqual(3);
    expect(heldOut.peaks?.coverage).toBeLessThan((heldOut.coverage ?? 0) - 0.2);
    expect(ready(forecastOf(Array(60).fill(700), 14)).heldOut.peaks).toBeNull();
  });

  test('becomes wider where days leave their intervals, so that about eight of ten stay within it (operations M13)', () => {
    const random = chance(6);
    const calm = Array.from({ length: 70 }, () => 1_000 + 40 * (random() - 0.5));
    const before = ready(forecastOf(calm, 7));
    const stormy = [...calm];
    let met = 0;
    for (let day = 0; day < 42; day++) {
      const [next] = ready(forecastOf(stormy, 1)).days;
      const came = 1_000 + 160 * (random() - 0.5);
      if (next && next.lower <= came && came <= next.upper) met++;
      stormy.push(came);
    }
    const after = ready(forecastOf(stormy, 7));
    expect(before.heldOut.spannedShare).toBeLessThanOrEqual(0.85);
    expect(after.heldOut.spannedShare).toBeGreaterThan(0.85);
    expect(met / 42).toBeGreaterThan(0.68);
  });

  test('one sale of three days does not make the weeks after it a sale', () => {
    const series = Array.from({ length: 84 }, (_, index) =>
      index >= 60 && index < 63 ? 9_000 : 1_000 + 10 * (index % 7),
    );
    expect(ready(forecastOf(series, 14)).total.value / 14).toBeLessThan(2_500);
  });

  test('gives no interval of a sum that could be judged from few days only', () => {
    const series = Array.from({ length: daysNeeded }, (_, index) => 100 + ((index * 37) % 50));
    expect(ready(forecastOf(series, 14)).total.interval).toBeNull();
    expect(ready(forecastOf([...series, ...series], 14)).total.interval).not.toBeNull();
  });

  test('forgets what is older than half a year', () => {
    const recent = Array.from({ length: pastDaysMax }, (_, index) => 100 + ((index * 37) % 50));
    expect(forecastOf([...Array(200).fill(9_000), ...recent], 14)).toEqual(forecastOf(recent, 14));
  });
});
