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
  readonly then: readonly number[];
  readonly cartsNow: number;
  readonly cartsThen: number;
  /** What noise is worth: 1/n + Σ wₖ²/mₖ with wₖ the share of weekday k in now, and mₖ its carts then. */
  readonly noise: number;
}

/** The last week beside the weeks before it. Null: there is no weekday that both have. */
export function compareWeeks(days: CountsByDay): Compared | null {
  return compareDays(days, (weekday) => ({
    now: [firstCurrentDay + weekday],
    then: Array.from({ length: referenceWeeks }, (_, week) => week * weekDays + weekday),
  }));
}

/**
 * A week of the reference beside its other two, as nothing had changed: for each weekday, which of its three days is taken for
 * now is drawn. What differs between them is what differs anyway.
 */
export function compareWithin(days: CountsByDay, draw: () => number): Compared | null {
  return compareDays(days, (weekday) => {
    const taken = Math.floor(draw() * referenceWeeks);
    const places = Array.from({ length: referenceWeeks }, (_, week) => week * weekDays + weekday);
    return { now: places.filter((_, week) => week === taken), then: places.filter((_, week) => week !== taken) };
  });
}

function compareDays(
  days: CountsByDay,
  placesOf: (weekday: number) => { readonly now: readonly number[]; readonly then: readonly number[] },
): Compared | null {
  const bins = days[0]?.length ?? 0;
  const strata = Array.from({ length: weekDays }, (_, weekday) => {
    const places = placesOf(weekday);
    const [now, then] = [sumOf(days, places.now, bins), sumOf(days, places.then, bins)];
    return { now, then, cartsNow: total(now), cartsThen: total(then) };
  }).filter(({ cartsNow, cartsThen }) => cartsNow > 0 && cartsThen > 0);
  const cartsNow = strata.reduce((sum, one) => sum + one.cartsNow, 0);
  if (cartsNow === 0) return null;
  const [now, then] = [new Array<number>(bins).fill(0), new Array<number>(bins).fill(0)];
  let [cartsThen, noise] = [0, 1 / cartsNow];
  for (const stratum of strata) {
    const weight = stratum.cartsNow / cartsNow;
    cartsThen += stratum.cartsThen;
    noise += weight ** 2 / stratum.cartsThen;
    for (let bin = 0; bin < bins; bin++) {
      now[bin] = (now[bin] ?? 0) + (stratum.now[bin] ?? 0);
      then[bin] = (then[bin] ?? 0) + (weight * (stratum.then[bin] ?? 0)) / stratum.cartsThen;
    }
  }
  return { now, then, cartsNow, cartsThen, noise };
}

function sumOf(days: CountsByDay, places: readonly number[], bins: number): number[] {
  const sum = new Array<number>(bins).fill(0);
  for (const place of places)
    for (let bin = 0; bin < bins; bin++) sum[bin] = (sum[bin] ?? 0) + (days[place]?.[bin] ?? 0);
  return sum;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
