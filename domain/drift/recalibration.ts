import { chanceOf } from '../statistics/log-odds.ts';
import { boundedLogOdds, type LabelledCart } from './labelled-cart.ts';

/** How a model's log-odds have to be stretched and moved to come true: `level + slope × (log-odds − centre)`. */
export interface Recalibration {
  readonly level: number;
  readonly slope: number;
  /** Mean of the model's log-odds, so that level and slope hardly depend on each other. */
  readonly centre: number;
  /** Variances of level and slope, and how they vary together. */
  readonly levelVariance: number;
  readonly slopeVariance: number;
  readonly covariance: number;
}

const stepsMax = 25;
const precision = 1e-10;
/** A slope without carts that tell is 1, give or take so much: half an answer is no reason to distrust all chances. */
const slopePriorVariance = 1;

type Labelled = Pick<LabelledCart, 'probability' | 'bought'>;

/**
 * Fits what was bought to the model's own log-odds (logistic recalibration). Slope 1 and the level of the model itself: the
 * chances came true. Source: D. R. Cox, "Two further applications of a model for binary regression" (Biometrika 45, 1958).
 */
export function recalibrate(carts: readonly Labelled[]): Recalibration {
  const odds = carts.map(({ probability }) => boundedLogOdds(probability));
  const centre = odds.reduce((sum, value) => sum + value, 0) / Math.max(1, carts.length);
  let [level, slope] = [centre, 1];
  let information = { level: 0, slope: 0, both: 0 };
  for (let step = 0; step < stepsMax; step++) {
    let [gradientLevel, gradientSlope] = [0, (1 - slope) / slopePriorVariance];
    information = { level: 0, slope: 1 / slopePriorVariance, both: 0 };
    for (const [index, { bought }] of carts.entries()) {
      const from = (odds[index] ?? centre) - centre;
      const chance = chanceOf(level + slope * from);
      const [residual, weight] = [Number(bought) - chance, chance * (1 - chance)];
      gradientLevel += residual;
      gradientSlope += residual * from;
      information.level += weight;
      information.slope += weight * from * from;
      information.both += weight * from;
    }
    const determinant = information.level * information.slope - information.both ** 2;
    if (!(determinant > 0)) break;
    const moveLevel = (information.slope * gradientLevel - information.both * gradientSlope) / determinant;
    const moveSlope = (information.level * gradientSlope - information.both * gradientLevel) / determinant;
    // Far steps overshoot where almost nobody bought.
    level += Math.max(-2, Math.min(2, moveLevel));
    slope += Math.max(-2, Math.min(2, moveSlope));
    if (Math.abs(moveLevel) + Math.abs(moveSlope) < precision) break;
  }
  const determinant = information.level * information.slope - information.both ** 2;
  return {
    ...{ level, slope, centre },
    levelVariance: information.slope / determinant,
    slopeVariance: information.level / determinant,
    covariance: -information.both / determinant,
  };
}

/** The log-odds that a chance of the model stands for, and how sure that is (a standard deviation). */
export function recalibrated(
  by: Recalibration,
  probability: number,
): { readonly odds: number; readonly spread: number } {
  const from = boundedLogOdds(probability) - by.centre;
  const variance = by.levelVariance + 2 * from * by.covariance + from * from * by.slopeVariance;
  return { odds: by.level + by.slope * from, spread: Math.sqrt(Math.max(0, variance)) };
}
