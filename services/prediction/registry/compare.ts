import type { Manifest } from '../../../ml/manifest.ts';

/** A figure of a model with the interval that its folds gave. */
export interface Measured {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface ComparedMetric {
  readonly name: string;
  /** Null: its trainer did not measure it. */
  readonly base: Measured | null;
  readonly candidate: Measured | null;
  /** Candidate minus base; null where one is missing. */
  readonly difference: number | null;
  readonly better: 'higher' | 'lower';
  /** Whether the intervals have no value in common: else the difference may be chance. */
  readonly apart: boolean;
}

const lowerIsBetter: ReadonlySet<string> = new Set(['logLoss', 'brier', 'ece']);

/** The figures of two models side by side, as their trainers measured them; each on its own data. */
export function compareModels(base: Manifest, candidate: Manifest): readonly ComparedMetric[] {
  const [left, right] = [metricsOf(base), metricsOf(candidate)];
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return names.map((name) => {
    const [one, other] = [left[name] ?? null, right[name] ?? null];
    return {
      ...{ name, base: one, candidate: other },
      difference: one && other ? other.mean - one.mean : null,
      better: lowerIsBetter.has(name) ? 'lower' : 'higher',
      apart: one !== null && other !== null && (one.high < other.low || other.high < one.low),
    };
  });
}

/** Every figure of a model by its name. */
export function metricsOf({ metrics }: Manifest): Readonly<Record<string, Measured>> {
  return Object.fromEntries(Object.entries(metrics).map(([name, { mean, low, high }]) => [name, { mean, low, high }]));
}
