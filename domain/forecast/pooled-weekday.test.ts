import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance } from '../../test/statistics/chance.ts';
import { poisson } from '../../test/statistics/poisson.ts';
import { forecastOf } from './forecast.ts';
import { pooledWeekday, shiftedShape } from './pooled-weekday.ts';
import { weekdayMean } from './weekday-mean.ts';

const shape = [0.6, 0.7, 0.8, 0.9, 1.1, 1.6, 1.3];
const flat = Array<number>(7).fill(1);
const forecast = (past: readonly number[], days: number, others = shape) => pooledWeekday(others).fit(past)(past, days);

describe('a shop whose weekdays are drawn towards those of others', () => {
  test('goes on with what never changes where the others are flat, and with the week of the others where it has none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 14, max: 90 }), (value, length) => {
        for (const one of forecast(Array(length).fill(value), 7, flat)) expect(one / value).toBeCloseTo(1, 9);
      }),
    );
    const first = forecast([7], 7);
    expect((first[4] ?? 0) / (first[0] ?? 1)).toBeGreaterThan(1.5);
  });

  test('is finite, never negative, and does not look at the unit', () => {
    const any = fc.array(fc.oneof(fc.constant(0), fc.nat(200_000)), { maxLength: 120 });
    fc.assert(
      fc.property(any, fc.integer({ min: -4, max: 8 }), (past, power) => {
        const found = forecast(past, 14);
        expect(found.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
        const scaled = forecast(
          past.map((value) => value * 2 ** power),
          14,
        );
        expect(scaled).toEqual(found.map((value) => value * 2 ** power));
      }),
    );
  });

  test('knows its own week all the better the more of it there is', () => {
    const own = [2, 2, 2, 2, 2, 2, 16];
    const weeks = (count: number) => Array.from({ length: count * 7 }, (_, day) => own[day % 7] ?? 0);
    const sundayShare = (count: number) => {
      const days = forecast(weeks(count), 7);
      return (days[6] ?? 0) / days.reduce((sum, value) => sum + value, 0);
    };
    expect(sundayShare(2)).toBeLessThan(sundayShare(8));
    expect(sundayShare(8)).toBeLessThan(16 / 28);
  });

  test('is forecast better than by its own weekdays alone where it has one or two carts a day', () => {
    let [pooled, alone] = [0, 0];
    for (let shop = 1; shop <= 60; shop++) {
      const random = chance(shop);
      const days = Array.from({ length: 70 + 14 }, (_, day) => poisson(random, 1.5 * (shape[day % 7] ?? 1)));
      const past = days.slice(0, 70);
      const wrong = (found: readonly number[]) =>
        found.reduce((sum, value, ahead) => sum + (value - 1.5 * (shape[(70 + ahead) % 7] ?? 1)) ** 2, 0);
      pooled += wrong(forecast(past, 14));
      alone += wrong(weekdayMean.fit(past)(past, 14));
    }
    expect(pooled / alone).toBeLessThan(0.6);
  });
});

test('the shape is that of the days that are left when those before the first cart are cut', () => {
  expect(shiftedShape(shape, 9)).toEqual([0.8, 0.9, 1.1, 1.6, 1.3, 0.6, 0.7]);
  const random = chance(3);
  const days = Array.from({ length: 105 }, (_, day) => (day < 9 ? 0 : poisson(random, 2 * (shape[day % 7] ?? 1))));
  const found = forecastOf(days, 7, shape);
  if (found.kind !== 'ready') throw new Error('there are enough days');
  const means = Array.from({ length: 7 }, (_, ahead) => shape[(105 + ahead) % 7] ?? 1);
  expect(found.method).toBe('pooled_weekday');
  for (const [ahead, { value }] of found.days.entries()) expect(value / (2 * (means[ahead] ?? 1))).toBeGreaterThan(0.5);
});
