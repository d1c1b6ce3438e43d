import { chiSquareQuantile } from './normal-quantile.ts';

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
  const [n, m] = [total(expected), total(actual)];
  if (n === 0 || m === 0 || expected.length !== actual.length)
    return { value: 0, criticalValue: Number.POSITIVE_INFINITY };
  const bins = expected.length;
  // Half a cart in each bin: an empty one would make it infinite.
  const share = (count: number, all: number) => (count + 0.5) / (all + bins / 2);
  const value = expected.reduce((sum, count, bin) => {
    const [was, is] = [share(count, n), share(actual[bin] ?? 0, m)];
    return sum + (is - was) * Math.log(is / was);
  }, 0);
  return { value, criticalValue: (1 / n + 1 / m) * chiSquareQuantile(bins - 1, alpha) };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
