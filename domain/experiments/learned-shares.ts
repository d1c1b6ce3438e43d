import { type SplitStep, splitFloorPercent } from '../flow/flow.ts';
import { buyersMin } from './comparison.ts';
import { type ComparedArm, weightedSummary } from './split-comparison.ts';
import { probabilitiesOfBest, probabilitiesOfBestMean, withFloor } from './thompson-shares.ts';

/** Shares of people by arm. */
export type Shares = Readonly<Record<string, number>>;

/** Smaller changes are chance, and not worth a row. */
const changeMin = 0.005;

/**
 * The shares of a split that learns, by the people whose time to buy is over; null: nothing is known yet, so the written ones
 * hold. By revenue it begins to learn once people of every arm have bought.
 */
export function learnedShares(
  { goal = 'recovered', floorPercent = splitFloorPercent.usual }: SplitStep,
  arms: readonly ComparedArm[],
): Shares | null {
  if (arms.every(({ matured }) => matured === 0)) return null;
  if (goal === 'revenue' && arms.some(({ buyers }) => buyers < buyersMin)) return null;
  const best =
    goal === 'recovered'
      ? probabilitiesOfBest(arms)
      : probabilitiesOfBestMean(arms.map(({ revenue }) => weightedSummary(revenue)));
  const shares = withFloor(best, floorPercent / 100);
  return Object.fromEntries(arms.map(({ id }, index) => [id, shares[index] ?? 0]));
}

/** Whether new shares are worth to be kept beside those that hold. */
export function differs(shares: Shares, held: readonly { readonly id: string; readonly share: number }[]): boolean {
  return held.some(({ id, share }) => Math.abs((shares[id] ?? 0) - share) >= changeMin);
}

/** All to one arm. */
export function allTo(arm: string, { arms }: Pick<SplitStep, 'arms'>): Shares {
  return Object.fromEntries(arms.map(({ id }) => [id, id === arm ? 1 : 0]));
}
