import type { Interval } from '../wilson-interval.ts';
import type { ArmSummary } from './arm-sums.ts';

/** Of all looks together, at most so many tell a difference where there is none. */
export const errorRate = 0.05;
/**
 * People at which the interval is tightest, for what it costs before and after. It must not be chosen by what was seen, or the
 * promise is void; so it is the same for every campaign.
 */
export const tightestAtPeople = 10_000;

/**
 * Standard errors on either side of an estimate from `people`, such that the true value stays within the interval at all
 * times at once, however often somebody looks and whenever they stop.
 *
 * The asymptotic confidence sequence of I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy, A. Ramdas, "Time-uniform central
 * limit theory and asymptotic confidence sequences" (arXiv 2103.06476, Annals of Statistics 2024): the two-sided boundary of
 * a Gaussian mixture, and its parameter for a planned sample (equations 9 and 161 of version 7).
 */
export function standardErrorsOf(people: number, alpha = errorRate, tightestAt = tightestAtPeople): number {
  const twice = -2 * Math.log(alpha);
  const time = (people * (twice + Math.log(twice + 1))) / tightestAt;
  return Math.sqrt(((2 * (time + 1)) / time) * Math.log(Math.sqrt(time + 1) / alpha));
}

/** Where the difference of the means lies, treated less holdout; null while an arm has nobody. */
export function differenceInterval(treated: ArmSummary, holdout: ArmSummary, alpha = errorRate): Interval | null {
  if (treated.people === 0 || holdout.people === 0) return null;
  const errors = standardErrorsOf(treated.people + holdout.people, alpha);
  const spread = errors * Math.sqrt(treated.variance / treated.people + holdout.variance / holdout.people);
  const difference = treated.mean - holdout.mean;
  return { low: difference - spread, high: difference + spread };
}

/**
 * Where the lift lies, the difference as a share of the holdout's mean; null while the holdout's mean may be nothing, since a
 * share of nothing could be anything.
 *
 * It holds each ratio r that the sequence of `treated - r × holdout` does not rule out (E. C. Fieller, 1954): the true ratio
 * makes that mean zero, so it is covered as surely as a difference is. The usual way, to divide the error of the difference,
 * takes the holdout's mean for known and is too narrow.
 */
export function liftInterval(treated: ArmSummary, holdout: ArmSummary): Interval | null {
  if (treated.people === 0 || holdout.people === 0) return null;
  const errors = standardErrorsOf(treated.people + holdout.people);
  const [ofTreated, ofHoldout] = [treated, holdout].map(({ variance, people }) => (errors ** 2 * variance) / people);
  const square = holdout.mean ** 2 - (ofHoldout ?? 0);
  if (square <= 0) return null;
  const middle = (treated.mean * holdout.mean) / square;
  const root = Math.sqrt(Math.max(0, middle ** 2 - (treated.mean ** 2 - (ofTreated ?? 0)) / square));
  return { low: middle - root - 1, high: middle + root - 1 };
}
