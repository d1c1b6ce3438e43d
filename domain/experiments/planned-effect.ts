import { errorRate, standardErrorsOf } from './confidence-sequence.ts';

/** The lift that is looked for unless somebody says another: a fifth more orders than without messages. */
export const plannedLift = 0.2;
/** Standard errors by which a planned effect must clear the interval to be found in 80 of 100 runs. */
const foundIn80Of100 = 0.8416;
/** Nobody waits for more; it also ends the search. */
export const peopleMax = 100_000_000;

/**
 * People of both arms together after which a planned lift of the share that buys is told from nothing, in 80 of 100 runs.
 * Null: more than anybody waits for.
 */
export function peopleNeeded({
  buyingShare,
  holdoutShare,
  lift = plannedLift,
  alpha = errorRate,
}: {
  /** Of the holdout. */
  readonly buyingShare: number;
  readonly holdoutShare: number;
  readonly lift?: number;
  readonly alpha?: number;
}): number | null {
  if (buyingShare <= 0 || holdoutShare <= 0 || holdoutShare >= 1 || lift === 0) return null;
  const treatedShare = Math.min(1, buyingShare * (1 + lift));
  const variance =
    (treatedShare * (1 - treatedShare)) / (1 - holdoutShare) + (buyingShare * (1 - buyingShare)) / holdoutShare;
  const effect = Math.abs(treatedShare - buyingShare);
  const found = (people: number) =>
    effect >= (standardErrorsOf(people, alpha) + foundIn80Of100) * Math.sqrt(variance / people);
  if (!found(peopleMax)) return null;
  let [low, high] = [1, peopleMax];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (found(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Whole days until so many have come, at the pace of late; null: nobody comes. */
export function daysUntil(people: number, perDay: number): number | null {
  if (people <= 0) return 0;
  return perDay > 0 ? Math.ceil(people / perDay) : null;
}
