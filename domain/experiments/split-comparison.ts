import type { SplitGoal } from '../flow/flow.ts';
import type { Interval } from '../wilson-interval.ts';
import { type ArmSummary, steadied } from './arm-sums.ts';
import { buyersMin } from './comparison.ts';
import { differenceInterval, errorRate } from './confidence-sequence.ts';

/** Fewer people of an arm whose time is over are too few to give all others to one arm, however clear it looks. */
export const winnerMaturedMin = 200;

/** Sums over the people of an arm whose time to buy is over; w is one over how probable their arm was when they came. */
export interface WeightedSums {
  readonly people: number;
  readonly w: number;
  readonly ww: number;
  /** Of w × outcome, of w² × outcome, of w² × outcome². */
  readonly wy: number;
  readonly wwy: number;
  readonly wwyy: number;
}

export interface ComparedArm {
  readonly id: string;
  readonly matured: number;
  /** Of these: bought. */
  readonly buyers: number;
  /** By whether they bought, and by what they spent in the currency that is looked at. */
  readonly recovered: WeightedSums;
  readonly revenue: WeightedSums;
}

/** An arm beside the first one, per person. */
export interface ArmDifference {
  readonly difference: number | null;
  readonly interval: Interval | null;
}

/**
 * Mean and spread of an arm whose share changed while people came. Each counts by one over how probable their arm was: else
 * an arm that was favoured in a good week would look good for the week. With shares that never changed it is the plain mean.
 *
 * The weighted mean of J. Hájek (1971) and its linearized variance; the people are as many as would know as much without weights.
 */
export function weightedSummary({ people, w, ww, wy, wwy, wwyy }: WeightedSums): ArmSummary {
  if (people === 0 || w <= 0) return { people: 0, mean: 0, variance: 0 };
  const mean = wy / w;
  const worth = (w * w) / ww;
  // Rounding may leave a little less than nothing.
  const ofMean = Math.max(0, wwyy - 2 * mean * wwy + mean * mean * ww) / (w * w);
  return { people: worth, mean, variance: ofMean * worth };
}

/** So that of all comparisons of a split together, over all looks, at most `errorRate` tell what is not so. */
export function errorOfEach(arms: number): number {
  return errorRate / Math.max(1, arms - 1);
}

/** An arm less another, by a goal; without an interval before enough people of both bought. */
export function armDifference(arm: ComparedArm, other: ComparedArm, goal: SplitGoal, arms: number): ArmDifference {
  if (arm.matured === 0 || other.matured === 0) return { difference: null, interval: null };
  const [own, others] = [weightedSummary(arm[goal]), weightedSummary(other[goal])];
  const told = Math.min(arm.buyers, other.buyers) >= buyersMin;
  return {
    difference: own.mean - others.mean,
    interval: told ? differenceInterval(...steadied(own, others), errorOfEach(arms)) : null,
  };
}

/** The arm that is surely better than every other; null: none yet. */
export function bestArm(arms: readonly ComparedArm[], goal: SplitGoal): string | null {
  if (arms.length < 2 || arms.some(({ matured }) => matured < winnerMaturedMin)) return null;
  const best = arms.find((arm) =>
    arms.every((other) => {
      if (other === arm) return true;
      const { interval } = armDifference(arm, other, goal, arms.length);
      return interval !== null && interval.low > 0;
    }),
  );
  return best?.id ?? null;
}
