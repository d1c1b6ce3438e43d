import type { ShareDrift } from './drift-report.ts';
import { isNow, type SampledCart } from './drift-sample.ts';
import { shiftOf } from './shift.ts';
import { daysCompared } from './week-by-weekday.ts';

/** A share that differs by less is no trouble, however certain the difference is. */
const missingPointsMin = 0.02;
const unseenShareMin = 0.01;

export type Judged<T> = Omit<T, 'moved'> & { readonly matters: boolean };

/** How many carts lack a feature, now and then. */
export function missingOf(carts: readonly SampledCart[], feature: number): Judged<ShareDrift> {
  const days = Array.from({ length: daysCompared }, () => [0, 0]);
  for (const cart of carts) {
    const counts = days[cart.day];
    const bin = cart.features[feature] === null ? 0 : 1;
    if (counts) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const shift = shiftOf(days);
  const shareOf = (own: readonly SampledCart[]) =>
    own.filter(({ features }) => features[feature] === null).length / Math.max(1, own.length);
  const [now, past] = [shareOf(carts.filter(isNow)), shareOf(carts.filter((cart) => !isNow(cart)))];
  return { now, past, p: shift?.p ?? 1, matters: Math.abs(now - past) >= missingPointsMin };
}

/**
 * How many carts now lie beyond everything that the reference had. Of n + m carts that are alike, the k largest are all among
 * the n of now with probability n/(n+m) · (n−1)/(n+m−1) · …, whatever their distribution.
 */
export function unseenOf(carts: readonly SampledCart[], feature: number): Judged<ShareDrift> {
  const valuesOf = (own: readonly SampledCart[]) =>
    own.flatMap(({ features }) => (typeof features[feature] === 'number' ? [features[feature]] : []));
  const [now, past] = [valuesOf(carts.filter(isNow)), valuesOf(carts.filter((cart) => !isNow(cart)))];
  const [low, high] = [past.reduce(lesser, Infinity), past.reduce(greater, -Infinity)];
  const [below, above] = [now.filter((value) => value < low).length, now.filter((value) => value > high).length];
  const share = (below + above) / Math.max(1, now.length);
  const far = Math.max(below, above);
  let p = 2;
  for (let rank = 0; rank < far; rank++) p *= (now.length - rank) / (now.length + past.length - rank);
  return { now: share, past: 0, p: past.length === 0 ? 1 : Math.min(1, p), matters: share >= unseenShareMin };
}

const lesser = (one: number, other: number): number => Math.min(one, other);
const greater = (one: number, other: number): number => Math.max(one, other);
