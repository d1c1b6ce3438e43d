import type { HeldOutError } from './held-out-errors.ts';

/** Share of the days that lie within an interval. */
export const intervalShare = 0.8;
/** Below this the least and the greatest error say nothing about eight of ten days. */
const errorsMin = 8;
/** Errors that are asked for: where a step has fewer, those of its neighbours are added. */
const errorsWanted = 20;

/** What is added to a forecast to get the ends of its interval. */
export interface ErrorRange {
  readonly low: number;
  readonly high: number;
}

/** Errors of forecasts of the day that many days ahead; the first entry is empty. */
export type ErrorsByStep = readonly (readonly number[])[];

export function byStep(errors: Iterable<HeldOutError>): ErrorsByStep {
  const found: number[][] = [];
  for (const { step, error } of errors) {
    while (found.length <= step) found.push([]);
    found[step]?.push(error);
  }
  return found;
}

/** Where such a share of the errors of forecasts that far ahead lay; null: too few are known. */
export function errorRangeAt(errors: ErrorsByStep, step: number, share = intervalShare): ErrorRange | null {
  const found = [...(errors[step] ?? [])];
  for (let reach = 1; found.length < errorsWanted && reach < errors.length + step; reach++)
    found.push(...(errors[step - reach] ?? []), ...(errors[step + reach] ?? []));
  return found.length < errorsMin ? null : rangeOf(found, share);
}

/** Three weeks of origins: of fewer, sums are all but the same sum. */
const sumErrorsMin = 21;

/**
 * The same of the sum of the next `days` days, by origins from which all of them are known. Sums of neighbouring origins share
 * most of their days, so that a hundred of them are worth about seven: the range is widened as Student's t does it for so few.
 */
export function errorRangeOfSum(
  errors: readonly HeldOutError[],
  days: number,
  share = intervalShare,
): ErrorRange | null {
  const whole = [...Map.groupBy(errors, ({ origin }) => origin).values()].filter(({ length }) => length === days);
  if (whole.length < sumErrorsMin) return null;
  const { low, high } = rangeOf(
    whole.map((ofOrigin) => ofOrigin.reduce((sum, { error }) => sum + error, 0)),
    share,
  );
  const wider = widening((whole.length + days - 1) / days);
  return { low: low * wider, high: high * wider };
}

/** The ninetieth of a hundred of the normal distribution. */
const z = 1.281552;

/** By what a range that was read from `count` independent numbers has to be wider to hold the next one. */
function widening(count: number): number {
  const freedom = Math.max(1, count - 1);
  // Abramowitz & Stegun, "Handbook of Mathematical Functions", 26.7.5.
  const t = z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
  return (t / z) * Math.sqrt(1 + 1 / count);
}

/**
 * The share in the middle, for eight of ten from the tenth to the ninetieth of a hundred, by ranks of n + 1: the next error takes each place among the known ones equally
 * often, so that no distribution is assumed.
 */
function rangeOf(errors: readonly number[], share: number): ErrorRange {
  const sorted = errors.toSorted((a, b) => a - b);
  const places = (sorted.length + 1) * ((1 - share) / 2);
  const cut = Math.max(0, Math.floor(places + rounding) - 1);
  return { low: sorted[cut] ?? 0, high: sorted[sorted.length - 1 - cut] ?? 0 };
}

/** A tenth is no binary fraction: (9 + 1) × 0.1 has to be one place. */
const rounding = 1e-9;
