import { drawsFrom } from '../statistics/draws.ts';
import { chanceOf } from '../statistics/log-odds.ts';
import type { Interval } from '../wilson-interval.ts';
import { boundedLogOdds, type LabelledCart } from './labelled-cart.ts';
import { recalibrate } from './recalibration.ts';

/** A number with where it probably lies (95 %). */
export interface Estimate extends Interval {
  readonly value: number;
}

/** How well chances came true. */
export interface Realised {
  readonly carts: number;
  readonly bought: number;
  /** Mean chance that was predicted. */
  readonly predicted: number;
  /** Chance that a cart that is bought had the larger chance of two; null: all were bought, or none. */
  readonly auc: Estimate | null;
  /** Mean of −ln of the chance that was given to what happened. */
  readonly logLoss: Estimate;
  /** Mean distance between predicted and observed over tenths of the carts. */
  readonly calibrationError: Estimate & {
    /** What it would be by chance alone if every chance came true. */
    readonly byChance: number;
  };
  /** Of the recalibration: 1 where chances are as far apart as they should be. */
  readonly slope: Estimate;
  /** Tenths of the carts by chance. */
  readonly bins: readonly { readonly carts: number; readonly predicted: number; readonly observed: number }[];
}

/** With fewer, no figure says anything. */
export const labelledMin = 100;

const z = 1.959964;
const binCount = 10;
const resamples = 200;

type Labelled = Pick<LabelledCart, 'probability' | 'bought'>;

/** Null: too few carts. */
export function realisedOf(carts: readonly Labelled[]): Realised | null {
  if (carts.length < labelledMin) return null;
  const sorted = carts.toSorted((a, b) => a.probability - b.probability);
  const bins = binsOf(sorted);
  const { slope, slopeVariance } = recalibrate(carts);
  return {
    carts: carts.length,
    bought: carts.filter(({ bought }) => bought).length,
    predicted: meanOf(carts.map(({ probability }) => probability)),
    auc: aucOf(sorted),
    logLoss: logLossOf(carts),
    calibrationError: calibrationErrorOf(bins),
    slope: around(slope, Math.sqrt(slopeVariance)),
    bins,
  };
}

/**
 * By ranks, of equal chances the mean. The spread is that of J. A. Hanley, B. J. McNeil, "The Meaning and Use of the Area under a
 * ROC Curve" (Radiology 143, 1982).
 */
function aucOf(sorted: readonly Labelled[]): Estimate | null {
  const buyers = sorted.filter(({ bought }) => bought).length;
  const others = sorted.length - buyers;
  if (buyers === 0 || others === 0) return null;
  let ranks = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.probability === sorted[from]?.probability) to++;
    const rank = (from + 1 + to) / 2;
    for (let index = from; index < to; index++) if (sorted[index]?.bought) ranks += rank;
    from = to;
  }
  const auc = (ranks - (buyers * (buyers + 1)) / 2) / (buyers * others);
  const [q1, q2] = [auc / (2 - auc), (2 * auc * auc) / (1 + auc)];
  const variance =
    (auc * (1 - auc) + (buyers - 1) * (q1 - auc * auc) + (others - 1) * (q2 - auc * auc)) / (buyers * others);
  return within(around(auc, Math.sqrt(Math.max(0, variance))));
}

function logLossOf(carts: readonly Labelled[]): Estimate {
  const losses = carts.map(({ probability, bought }) => {
    const chance = chanceOf(boundedLogOdds(probability));
    return -Math.log(bought ? chance : 1 - chance);
  });
  const mean = meanOf(losses);
  const variance = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / (losses.length - 1);
  return around(mean, Math.sqrt(variance / losses.length));
}

function binsOf(sorted: readonly Labelled[]): Realised['bins'] {
  return Array.from({ length: binCount }, (_, bin) => {
    const own = sorted.slice(
      Math.round((bin * sorted.length) / binCount),
      Math.round(((bin + 1) * sorted.length) / binCount),
    );
    return {
      carts: own.length,
      predicted: meanOf(own.map(({ probability }) => probability)),
      observed: meanOf(own.map(({ bought }) => Number(bought))),
    };
  });
}

/** The interval is drawn from what each tenth might have shown as well; the error is never below 0, so noise only adds to it. */
function calibrationErrorOf(bins: Realised['bins']): Realised['calibrationError'] {
  const all = bins.reduce((sum, { carts }) => sum + carts, 0);
  const errorOf = (observed: readonly number[]) =>
    bins.reduce(
      (sum, { carts, predicted }, bin) => sum + (carts / all) * Math.abs((observed[bin] ?? 0) - predicted),
      0,
    );
  const draw = drawsFrom(2);
  const drawn = Array.from({ length: resamples }, () =>
    errorOf(bins.map(({ observed, carts }) => observed + normalFrom(draw) * spreadOf(observed, carts))),
  ).sort((a, b) => a - b);
  const value = errorOf(bins.map(({ observed }) => observed));
  const at = (share: number) => drawn[Math.min(resamples - 1, Math.floor(share * resamples))] ?? value;
  const byChance = bins.reduce(
    (sum, { carts, predicted }) => sum + (carts / all) * Math.sqrt(2 / Math.PI) * spreadOf(predicted, carts),
    0,
  );
  return { value, low: Math.min(value, at(0.025)), high: Math.max(value, at(0.975)), byChance };
}

const spreadOf = (share: number, carts: number): number => Math.sqrt((share * (1 - share)) / Math.max(1, carts));

/** Box & Muller. */
function normalFrom(draw: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}

function around(value: number, deviation: number): Estimate {
  return { value, low: value - z * deviation, high: value + z * deviation };
}

function within({ value, low, high }: Estimate): Estimate {
  return { value, low: Math.max(0, low), high: Math.min(1, high) };
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
