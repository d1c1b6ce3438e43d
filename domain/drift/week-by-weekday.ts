import { totalOf } from '../statistics/divergence.ts';

/**
 * Four weeks of whole days: the last one is looked at, the three before it are what it is compared with. Each day is compared
 * with the same weekday only, so that five times the traffic on a Friday makes no shift of a week that has more Fridays in it.
 */
export const weekDays = 7;
export const referenceWeeks = 3;
export const daysCompared = (referenceWeeks + 1) * weekDays;
/** The first day that is looked at, counted from the oldest, 0. */
export const firstCurrentDay = referenceWeeks * weekDays;

/** Carts by day, oldest first, and in each day by bin. */
export type CountsByDay = readonly (readonly number[])[];

/** Two spreads over the same bins, the second weighted by the weekdays of the first. */
export interface Compared {
  /** Counts by bin. */
  readonly now: readonly number[];
  /** Shares by bin; they sum to 1. */
  readonly past: readonly number[];
  readonly cartsNow: number;
  readonly cartsThen: number;
  /** What noise is worth: 1/n + Σ wₖ²/mₖ with wₖ the share of weekday k in now, and mₖ its carts then. */
  readonly noise: number;
}

/** The last week beside the weeks before it. Null: there is no weekday that both have. */
export function compareWeeks(days: CountsByDay): Compared | null {
  return together(
    weekdays.map((weekday) => stratumOf(days, [firstCurrentDay + weekday], placesOf(weekday))),
    days[0]?.length ?? 0,
  );
}

/**
 * Weeks of the reference beside its other two, as if nothing had changed: for each weekday, which of its three days is taken for
 * now is drawn. What differs between them is what differs anyway.
 */
export function comparisonsWithin(days: CountsByDay, count: number, draw: () => number): readonly Compared[] {
  const choices = weekdays.map((weekday) =>
    placesOf(weekday).map((place) =>
      stratumOf(
        days,
        [place],
        placesOf(weekday).filter((other) => other !== place),
      ),
    ),
  );
  const bins = days[0]?.length ?? 0;
  return Array.from({ length: count }, () =>
    together(
      choices.flatMap((ofWeekday) => ofWeekday[Math.floor(draw() * ofWeekday.length)] ?? []),
      bins,
    ),
  ).filter((compared) => compared !== null);
}

const weekdays = Array.from({ length: weekDays }, (_, weekday) => weekday);

/** The days of the reference that are this weekday. */
function placesOf(weekday: number): readonly number[] {
  return Array.from({ length: referenceWeeks }, (_, week) => week * weekDays + weekday);
}

interface Stratum {
  readonly now: readonly number[];
  readonly past: readonly number[];
  readonly cartsNow: number;
  readonly cartsThen: number;
}

function stratumOf(days: CountsByDay, placesNow: readonly number[], placesThen: readonly number[]): Stratum {
  const bins = days[0]?.length ?? 0;
  const [now, past] = [sumOf(days, placesNow, bins), sumOf(days, placesThen, bins)];
  return { now, past, cartsNow: totalOf(now), cartsThen: totalOf(past) };
}

function together(all: readonly Stratum[], bins: number): Compared | null {
  const strata = all.filter(({ cartsNow, cartsThen }) => cartsNow > 0 && cartsThen > 0);
  const cartsNow = strata.reduce((sum, one) => sum + one.cartsNow, 0);
  if (cartsNow === 0) return null;
  const [now, past] = [new Array<number>(bins).fill(0), new Array<number>(bins).fill(0)];
  let [cartsThen, noise] = [0, 1 / cartsNow];
  for (const stratum of strata) {
    const weight = stratum.cartsNow / cartsNow;
    cartsThen += stratum.cartsThen;
    noise += weight ** 2 / stratum.cartsThen;
    for (let bin = 0; bin < bins; bin++) {
      now[bin] = (now[bin] ?? 0) + (stratum.now[bin] ?? 0);
      past[bin] = (past[bin] ?? 0) + (weight * (stratum.past[bin] ?? 0)) / stratum.cartsThen;
    }
  }
  return { now, past, cartsNow, cartsThen, noise };
}

function sumOf(days: CountsByDay, places: readonly number[], bins: number): number[] {
  const sum = new Array<number>(bins).fill(0);
  for (const place of places)
    for (let bin = 0; bin < bins; bin++) sum[bin] = (sum[bin] ?? 0) + (days[place]?.[bin] ?? 0);
  return sum;
}
