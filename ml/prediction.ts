import type { BatchScores } from './inference-thread.ts';

/** What a model says of one shopper, small enough for a history or a log; plain JSON without personal data. */
export interface Prediction {
  /** 0 to 1: the shopper buys without any help. */
  readonly probability: number;
  readonly modelVersion: string;
  readonly featureSetHash: string;
  /** The features that moved this prediction most, strongest first, at most `reasonsMax`. */
  readonly reasons: readonly Reason[];
}

export interface Reason {
  readonly feature: string;
  /** The feature's value; null when it was not known, which can be a reason too. */
  readonly value: number | null;
  readonly direction: 'raises' | 'lowers';
  /** How far it moved the log-odds of buying from the average shopper's. */
  readonly contribution: number;
}

export const reasonsMax = 3;

/** `row` is a view of one row's features, `index` its place in the batch. */
export function toPrediction(
  model: Pick<Prediction, 'modelVersion' | 'featureSetHash'>,
  names: readonly string[],
  row: Float32Array,
  { lines }: BatchScores,
  index: number,
): Prediction {
  const start = index * (names.length + 1);
  const reasons = names
    .map((feature, position): Reason => {
      const value = row[position] ?? NaN;
      const contribution = lines[start + 1 + position] ?? 0;
      return {
        feature,
        value: Number.isNaN(value) ? null : value,
        direction: contribution > 0 ? 'raises' : 'lowers',
        contribution,
      };
    })
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, reasonsMax);
  return {
    probability: lines[start] ?? NaN,
    modelVersion: model.modelVersion,
    featureSetHash: model.featureSetHash,
    reasons,
  };
}
