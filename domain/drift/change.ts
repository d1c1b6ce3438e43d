import { chanceOf } from '../statistics/log-odds.ts';
import type { LabelledCart } from './labelled-cart.ts';
import { type Recalibration, recalibrated } from './recalibration.ts';

/** How what people do may part from what their chances came to before. */
export const changeDirections = ['more', 'fewer', 'flat'] as const;
/** They buy more, or less, than before at the same chance; or the chances no longer tell who buys. */
export type ChangeDirection = (typeof changeDirections)[number];

export interface Change {
  readonly direction: ChangeDirection;
  /** Days compared: when it seems to have begun, and when it was certain. */
  readonly sinceDay: number;
  readonly seenOnDay: number;
  /** Carts from its beginning until it was certain. */
  readonly afterCarts: number;
  /** Days from its beginning to the newest that is known of, both included. */
  readonly days: number;
  /** It is seen on the newest days by themselves too. */
  readonly lasts: boolean;
}

/** A change of this size is looked for, in log-odds: from 15 of 100 that buy to 23, or to 10. A smaller one takes longer. */
const shiftSought = 0.5;
/** What is left of the distance between chances where they no longer tell. */
const slopeLeft = 0.5;
/** The chance that weeks without a change bring one of the three alarms. */
export const alarmChance = 0.005;
/** The level and slope of before are known as well as its carts allow; what they are probably off by is no change. */
const doubt = 1;
/** Days by which it is judged whether it lasts. */
export const newestDays = 3;

/**
 * Looks for the moment from which carts no longer do as before: three cumulative sums of log likelihood ratios, each of which
 * begins anew where it falls to 0 (CUSUM). An alarm at ln(3n / α) comes in n carts without a change with probability α at most,
 * since each of the n beginnings of each sum is a likelihood ratio, which by Ville's inequality exceeds 1 / α′ with
 * probability α′ at most; so it may be looked at after each cart.
 *
 * Sources: E. S. Page, "Continuous Inspection Schemes" (Biometrika 41, 1954); G. Lorden, "Procedures for Reacting to a Change in
 * Distribution" (Annals of Mathematical Statistics 42, 1971).
 */
export function changeIn(carts: readonly LabelledCart[], before: Recalibration): Change | null {
  const limit = alarmLimit(carts.length);
  const newestDay = carts.at(-1)?.day ?? 0;
  const found = changeDirections.flatMap((direction): Change[] => {
    let [sum, since, beganAt] = [0, 0, carts[0]?.day ?? 0];
    for (const [index, cart] of carts.entries()) {
      sum += evidence(direction, cart, before);
      if (sum <= 0) [sum, since, beganAt] = [0, index + 1, carts[index + 1]?.day ?? cart.day];
      if (sum < limit) continue;
      const newest = carts.filter(({ day }) => day > newestDay - newestDays);
      const lasts = newest.reduce((all, one) => all + evidence(direction, one, before), 0) > 0;
      const days = newestDay - beganAt + 1;
      return [{ direction, sinceDay: beganAt, seenOnDay: cart.day, afterCarts: index + 1 - since, days, lasts }];
    }
    return [];
  });
  return found.sort((a, b) => a.seenOnDay - b.seenOnDay || a.afterCarts - b.afterCarts)[0] ?? null;
}

/** What the sum of a change's evidence has to reach within so many carts. */
export function alarmLimit(carts: number): number {
  return Math.log((changeDirections.length * Math.max(1, carts)) / alarmChance);
}

/**
 * How much evidence a cart brings on average once fewer buy by the size that is sought, which is the harder of the two to see:
 * an alarm takes about `alarmLimit` divided by this many carts.
 */
export function evidencePerCart(carts: readonly LabelledCart[], before: Recalibration): number {
  const sum = carts.reduce((all, { probability }) => {
    const [usual, changed] = oddsOf('fewer', probability, before);
    const [p, q] = [chanceOf(usual), chanceOf(recalibrated(before, probability).odds - shiftSought)];
    const sought = chanceOf(changed);
    return all + q * Math.log(sought / p) + (1 - q) * Math.log((1 - sought) / (1 - p));
  }, 0);
  return sum / Math.max(1, carts.length);
}

/** By how much a cart speaks for the change rather than for what was before, as a logarithm. */
function evidence(direction: ChangeDirection, { probability, bought }: LabelledCart, before: Recalibration): number {
  const [usual, changed] = oddsOf(direction, probability, before);
  const [p, q] = [chanceOf(usual), chanceOf(changed)];
  return bought ? Math.log(q / p) : Math.log((1 - q) / (1 - p));
}

/** The log-odds of before, at the end of its doubt that is nearest to the change; and those of the change. */
function oddsOf(direction: ChangeDirection, probability: number, before: Recalibration): [number, number] {
  const { odds, spread } = recalibrated(before, probability);
  switch (direction) {
    case 'more':
      return [odds + doubt * spread, odds + Math.max(shiftSought, 2 * doubt * spread)];
    case 'fewer':
      return [odds - doubt * spread, odds - Math.max(shiftSought, 2 * doubt * spread)];
    case 'flat': {
      const slope = Math.max(0, before.slope - doubt * Math.sqrt(before.slopeVariance));
      const from = before.slope === 0 ? 0 : (odds - before.level) / before.slope;
      return [before.level + slope * from, before.level + slope * slopeLeft * from];
    }
  }
}
