import { type DailySeries, meanOf, weekDays } from './daily-series.ts';
import type { Method } from './method.ts';

/** What each day of a week brings, around 1 on average: seven numbers, the first of the first day of the series that it is for. */
export type WeekShape = readonly number[];

/** Days by which the level is taken, weeks that the shape of others counts as: what was wrong by least on the days before. */
const levelDaysTried = [14, 28, 56];
const weeksOfOthersTried = [2, 8, 32];
/** Further back a shop was another one. */
const ownWeeksMax = 8;
const learnedFromDays = 2 * weekDays;

interface Tuning {
  readonly levelDays: number;
  readonly weeksOfOthers: number;
}

/**
 * Each day as its weekday's part of the shop's own level, with the parts drawn towards those of other shops: with a few carts a day
 * a shop's own weeks hardly tell a Monday from a Saturday. The parts are means of own and others' weeks, weighted by how many of
 * each there are, which is what a gamma prior makes of counts.
 *
 * Source: Gelman et al., "Bayesian Data Analysis" (3rd ed.), section 2.6 (Poisson model with a conjugate prior).
 */
export function pooledWeekday(shape: WeekShape): Method<'pooled_weekday'> {
  return {
    id: 'pooled_weekday',
    fit(past) {
      const tuning = leastWrong(past, shape);
      return (later, days) => {
        const parts = partsOf(later, shape, tuning.weeksOfOthers);
        const level = levelOf(later, parts, tuning.levelDays);
        return Array.from({ length: days }, (_, ahead) => level * partAt(parts, later.length + ahead));
      };
    },
  };
}

/** The same shape for a series that begins `days` later. */
export function shiftedShape(shape: WeekShape, days: number): WeekShape {
  return shape.map((_, index) => partAt(shape, index + days));
}

const partAt = (shape: WeekShape, index: number): number => shape[index % weekDays] ?? 1;

function leastWrong(past: DailySeries, shape: WeekShape): Tuning {
  let best: Tuning & { readonly error: number } = { levelDays: 28, weeksOfOthers: 8, error: Number.POSITIVE_INFINITY };
  for (const weeksOfOthers of weeksOfOthersTried) {
    // The parts of a week ago are near enough to those of yesterday, and are a seventh of the work.
    const errors = new Map(levelDaysTried.map((levelDays) => [levelDays, 0]));
    let parts = shape;
    for (let index = learnedFromDays; index < past.length; index++) {
      const before = past.slice(0, index);
      if ((index - learnedFromDays) % weekDays === 0) parts = partsOf(before, shape, weeksOfOthers);
      for (const levelDays of levelDaysTried) {
        const error = Math.abs((past[index] ?? 0) - levelOf(before, parts, levelDays) * partAt(parts, index));
        errors.set(levelDays, (errors.get(levelDays) ?? 0) + error);
      }
    }
    for (const [levelDays, error] of errors) if (error < best.error) best = { levelDays, weeksOfOthers, error };
  }
  return best;
}

/** The parts of the week by the newest own weeks and the shape of others. */
function partsOf(past: DailySeries, shape: WeekShape, weeksOfOthers: number): WeekShape {
  const first = Math.max(0, past.length - ownWeeksMax * weekDays);
  const own = past.slice(first);
  const mean = meanOf(own);
  if (mean === 0) return shape;
  const [sums, counts] = [new Array<number>(weekDays).fill(0), new Array<number>(weekDays).fill(0)];
  for (const [index, value] of own.entries()) {
    const weekday = (first + index) % weekDays;
    sums[weekday] = (sums[weekday] ?? 0) + value / mean;
    counts[weekday] = (counts[weekday] ?? 0) + 1;
  }
  return shape.map(
    (others, weekday) => ((sums[weekday] ?? 0) + weeksOfOthers * others) / ((counts[weekday] ?? 0) + weeksOfOthers),
  );
}

/** What a day would bring if all were alike, by the newest days. */
function levelOf(past: DailySeries, parts: WeekShape, days: number): number {
  const first = Math.max(0, past.length - days);
  let [sum, expected] = [0, 0];
  for (let index = first; index < past.length; index++) {
    sum += past[index] ?? 0;
    expected += partAt(parts, index);
  }
  return expected === 0 ? 0 : sum / expected;
}
