import type { FieldMatcherModel } from './model.ts';

/** Logit that one source is one field. */
export function pairScore({ pair }: FieldMatcherModel, row: readonly number[]): number {
  return row.reduce(
    (sum, value, index) =>
      sum + ((pair.weights[index] ?? 0) * (value - (pair.mean[index] ?? 0))) / (pair.scale[index] ?? 1),
    pair.intercept,
  );
}

/** Calibrated probability that the best source is the right one, given how far the next is behind; null: there is none. */
export function decisionConfidence({ decision }: FieldMatcherModel, best: number, next: number | null): number {
  const lead = Math.min(decision.leadMax, next === null ? decision.leadMax : best - next);
  return 1 / (1 + Math.exp(-(decision.intercept + decision.best * best + decision.lead * lead)));
}
