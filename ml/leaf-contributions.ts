import type { Leaf, PathFeature } from './leaf-paths.ts';

/**
 * What a leaf gives to each feature of its path, for every set of satisfied features: the contribution of path
 * feature k when the satisfied ones are `mask` is at mask * path.length + k.
 */
export function leafContributions({ value, path }: Leaf): Float64Array {
  const width = path.length;
  const contributions = new Float64Array((1 << width) * width);
  for (let mask = 0; mask < 1 << width; mask++) {
    for (let index = 0; index < width; index++) {
      const satisfied = mask & (1 << index) ? 1 : 0;
      contributions[mask * width + index] = value * (satisfied - path[index]!.share) * othersWeight(path, mask, index);
    }
  }
  return contributions;
}

/** Shapley's weights over all subsets of the other features: known ones count 0 or 1, unknown ones their share. */
function othersWeight(path: readonly PathFeature[], mask: number, left: number): number {
  // bySize[k] = sum over subsets of k known features of the product of their factors.
  let bySize = [1];
  path.forEach(({ share }, index) => {
    if (index === left) return;
    const known = mask & (1 << index) ? 1 : 0;
    const next = new Array<number>(bySize.length + 1).fill(0);
    bySize.forEach((sum, size) => {
      next[size]! += sum * share;
      next[size + 1]! += sum * known;
    });
    bySize = next;
  });
  return bySize.reduce((sum, products, size) => sum + products * (factorial(size) * factorial(path.length - size - 1)) / factorial(path.length), 0);
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
