import { probabilitiesOfBestMean, withFloor } from '../experiments/thompson-shares.ts';
import { invertSymmetric } from '../statistics/symmetric-matrix.ts';
import { contextFeatures, type SplitContext } from './split-context.ts';

/** Somebody who came to a split and whose time to buy is over: as long as it is not, nobody knows what they do. */
export interface ContextOutcome {
  readonly arm: string;
  readonly context: SplitContext;
  /** 1 or 0 for a purchase, or what was spent, in minor units. */
  readonly outcome: number;
}

/** What is known of an arm: how its outcome hangs on the context, in units of all outcomes' spread, and how sure that is. */
export interface ArmPosterior {
  readonly people: number;
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

export interface LearnedContext {
  /** Of whom it was learned, all arms together. */
  readonly people: number;
  readonly arms: Readonly<Record<string, ArmPosterior>>;
}

/** With fewer who bought nothing is learned: the arms are drawn evenly. */
export const contextBuyersMin = 20;
/** How far from the mean of all an arm's own level and slopes are thought to lie beforehand, in spreads of the outcome. */
const priorDeviation = 0.5;

/**
 * Bayesian linear regression of the outcome on the context, each arm by itself: its coefficients are normal around
 * (Σ x xᵀ + λ)⁻¹ Σ x y. Null: too few bought so far.
 *
 * S. Agrawal, N. Goyal, "Thompson sampling for contextual bandits with linear payoffs" (ICML 2013).
 */
export function learnContext(armIds: readonly string[], rows: readonly ContextOutcome[]): LearnedContext | null {
  const people = rows.length;
  if (rows.filter(({ outcome }) => outcome > 0).length < contextBuyersMin) return null;
  const mean = rows.reduce((sum, { outcome }) => sum + outcome, 0) / people;
  const deviation = Math.sqrt(rows.reduce((sum, { outcome }) => sum + (outcome - mean) ** 2, 0) / people);
  if (!(deviation > 0)) return null;
  const posteriors = armIds.map((id) => {
    const own = rows.filter(({ arm }) => arm === id);
    return [id, posteriorOf(own.map((row) => ({ x: row.context, y: (row.outcome - mean) / deviation })))] as const;
  });
  return { people, arms: Object.fromEntries(posteriors) };
}

function posteriorOf(rows: readonly { readonly x: SplitContext; readonly y: number }[]): ArmPosterior {
  const size = contextFeatures.length;
  const precision = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => (row === column ? 1 / priorDeviation ** 2 : 0)),
  );
  const weighted = new Array<number>(size).fill(0);
  for (const { x, y } of rows)
    for (let row = 0; row < size; row++) {
      const [own, line] = [x[row] ?? 0, precision[row]];
      weighted[row] = (weighted[row] ?? 0) + own * y;
      for (let column = 0; column < size; column++)
        if (line) line[column] = (line[column] ?? 0) + own * (x[column] ?? 0);
    }
  const covariance = invertSymmetric(precision);
  const mean = covariance.map((line) => dot(line, weighted));
  return { people: rows.length, mean, covariance };
}

/**
 * How probable each arm is for somebody in a context: as often as it is the best by what is known, and none below the floor. Computed
 * and not drawn, so that it is exact, and kept with the arm that was taken.
 */
export function contextShares(
  learned: LearnedContext | null,
  armIds: readonly string[],
  context: SplitContext,
  floor: number,
): readonly number[] {
  const even = 1 / armIds.length;
  if (learned === null) return armIds.map(() => even);
  const expected = armIds.map((id) => {
    const posterior = learned.arms[id] ?? posteriorOf([]);
    const variance = dot(
      posterior.covariance.map((line) => dot(line, context)),
      context,
    );
    return { people: 1, mean: dot(posterior.mean, context), variance };
  });
  return withFloor(probabilitiesOfBestMean(expected), Math.min(floor, even));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
