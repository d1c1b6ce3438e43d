import { chiSquareLimit } from '../statistics/chi-square.ts';
import { smoothed, stabilityIndex, totalOf } from '../statistics/divergence.ts';

export interface Psi {
  readonly value: number;
  /** What chance alone exceeds once in a hundred times, with samples of these sizes. */
  readonly criticalValue: number;
}

const alpha = 0.01;

/**
 * Population stability index of two counts over the same bins. It has no limits of its own: what chance brings is about
 * (1/n + 1/m) χ² of bins - 1 degrees of freedom (B. Yurdakul, J. Naranjo, "Statistical properties of the population stability
 * index", 2020), so 0.1 means much for many carts and nothing for a hundred.
 */
export function psi(expected: readonly number[], actual: readonly number[]): Psi {
  const [n, m] = [totalOf(expected), totalOf(actual)];
  if (n === 0 || m === 0 || expected.length !== actual.length)
    return { value: 0, criticalValue: Number.POSITIVE_INFINITY };
  const shares = (counts: readonly number[], all: number) =>
    smoothed(
      counts.map((count) => count / all),
      all,
    );
  return {
    value: stabilityIndex(shares(actual, m), shares(expected, n)),
    criticalValue: (1 / n + 1 / m) * chiSquareLimit(alpha, expected.length - 1),
  };
}
