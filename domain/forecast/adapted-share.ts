import { errorRangeAt, intervalShare } from './error-interval.ts';
import type { HeldOutError } from './held-out-errors.ts';

/** Share of the known errors that an interval has to span, at each origin and for the days that come. */
export interface AdaptedShares {
  at(origin: number): number;
  readonly next: number;
}

/** How quickly the width follows: after a day outside of its interval, the next one spans four points more of the errors. */
const rate = 0.05;
/** Never narrower than what eight of ten errors ask for, and never of everything that was ever wrong. */
const bounds = { least: intervalShare, most: 0.98 };

/**
 * Widens the interval after days that it missed and lets it narrow again after days that it held, so that eight of ten lie within it
 * over time also where tomorrow is unlike the past: in the weeks before a holiday the errors of quiet weeks say too little.
 *
 * Source: I. Gibbs, E. Candès, "Adaptive Conformal Inference Under Distribution Shift" (NeurIPS 2021, arXiv 2106.00170):
 * αₜ₊₁ = αₜ + γ (α − errₜ), with the forecast of one day ahead.
 */
export function adaptedShares(errors: readonly HeldOutError[]): AdaptedShares {
  const ofNextDay = errors.filter(({ step }) => step === 1).toSorted((a, b) => a.origin - b.origin);
  const shares = new Map<number, number>();
  const known: number[] = [];
  let share = intervalShare;
  for (const { origin, error } of ofNextDay) {
    shares.set(origin, share);
    const range = errorRangeAt([[], known], 1, share);
    known.push(error);
    if (!range) continue;
    const missed = error < range.low || error > range.high;
    share = Math.min(bounds.most, Math.max(bounds.least, share - rate * (1 - intervalShare - Number(missed))));
  }
  return { at: (origin) => shares.get(origin) ?? intervalShare, next: share };
}
