import type { LeafPath } from './leaf-paths.ts';

/**
 * What a leaf gives to each feature of its path, for every set of satisfied features: the contribution of path
 * feature k when the satisfied ones are `mask` is at mask * path.length + k.
 */
export function leafContributions({ value, path }: LeafPath): number[] {
  return Array.from({ length: 1 << path.length }, (_, mask) => {
    const factors = path.map(({ share }, index): Factor => ({ known: (mask >> index) & 1, unknown: share }));
    return factors.map(
      (own) => value * (own.known - own.unknown) * shapleyWeight(factors.filter((each) => each !== own)),
    );
  }).flat();
}

/** How much of a leaf's value is left when one feature is known (all or nothing), and when it is not. */
interface Factor {
  readonly known: number;
  readonly unknown: number;
}

/** Shapley's mean over all sets of known features among `others`, every size of set weighing the same. */
function shapleyWeight(others: readonly Factor[]): number {
  // products[k] = sum over the sets of k known features of the product of their factors.
  let products = [1];
  for (const { known, unknown } of others) {
    const withKnown = [0, ...products.map((sum) => sum * known)];
    products = withKnown.map((sum, size) => sum + (products[size] ?? 0) * unknown);
  }
  const count = others.length;
  return products.reduce((total, sum, size) => total + sum / binomial(count, size), 0) / (count + 1);
}

function binomial(n: number, k: number): number {
  return k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k;
}
