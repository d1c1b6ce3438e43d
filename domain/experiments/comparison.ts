import type { Interval } from '../wilson-interval.ts';
import { type ArmSummary, steadied } from './arm-sums.ts';
import { differenceInterval, liftInterval } from './confidence-sequence.ts';

/**
 * Fewer buyers in an arm are too few for its spread to be known, on which every interval rests. Which looks count is free to
 * choose in an interval that holds at all of them.
 */
export const buyersMin = 20;

export const verdicts = [
  /** The campaign holds nobody back: there is nothing to compare with. */
  'no_holdout',
  /** The arms were not filled by their shares. */
  'ratio_wrong',
  /** Too few bought in one of the arms for an interval. */
  'too_early',
  /** The interval holds zero. */
  'undecided',
  'more',
  'less',
] as const;
export type Verdict = (typeof verdicts)[number];

export interface Compared {
  /** Treated less holdout, per person; null: nobody in one of the arms. */
  readonly difference: number | null;
  readonly interval: Interval | null;
  /** The difference as a share of the holdout's mean. */
  readonly lift: number | null;
  readonly liftInterval: Interval | null;
}

/** One outcome per person in both arms; without intervals while `told` is false. */
export function compare(treated: ArmSummary, holdout: ArmSummary, told: boolean): Compared {
  if (treated.people === 0 || holdout.people === 0)
    return { difference: null, interval: null, lift: null, liftInterval: null };
  const difference = treated.mean - holdout.mean;
  const arms = steadied(treated, holdout);
  return {
    difference,
    interval: told ? differenceInterval(...arms) : null,
    lift: holdout.mean > 0 ? difference / holdout.mean : null,
    liftInterval: told ? liftInterval(...arms) : null,
  };
}

export function enoughBuyers(buyers: { readonly treated: number; readonly holdout: number }): boolean {
  return Math.min(buyers.treated, buyers.holdout) >= buyersMin;
}

export function verdictOf({
  percent,
  ratioWrong,
  enough,
  interval,
}: {
  readonly percent: number;
  readonly ratioWrong: boolean;
  readonly enough: boolean;
  readonly interval: Interval | null;
}): Verdict {
  if (percent === 0) return 'no_holdout';
  if (ratioWrong) return 'ratio_wrong';
  if (!enough || interval === null) return 'too_early';
  if (interval.low > 0) return 'more';
  return interval.high < 0 ? 'less' : 'undecided';
}
