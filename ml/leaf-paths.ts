import { ModelRefusedError } from './model-refused-error.ts';
import type { Tree } from './tree-ensemble.ts';

/** Different features on one path: explaining a leaf takes a table of 2^n rows, and its mask is one byte. */
export const pathFeaturesMax = 8;

/** All conditions on one feature along a path, as one interval. */
export interface PathFeature {
  readonly feature: number;
  readonly above: number;
  readonly upTo: number;
  readonly nan: boolean;
  /** Share of the training rows that go on along the path when this feature is not known. */
  readonly share: number;
}

export interface Leaf {
  readonly value: number;
  readonly path: readonly PathFeature[];
}

/** Every leaf of a tree with what a row must satisfy to get there. */
export function leavesOf(tree: Tree): Leaf[] {
  const found: Leaf[] = [];
  const walk = (node: number, count: number, path: ReadonlyMap<number, PathFeature>): void => {
    if (node < 0) {
      found.push({ value: tree.leafValue[-1 - node]!, path: [...path.values()] });
      return;
    }
    for (const side of ['left', 'right'] as const) {
      const child = tree[side][node]!;
      const childCount = countAt(tree, child);
      walk(child, childCount, narrowed(path, tree, node, side, childCount / count));
    }
  };
  const root = tree.feature.length > 0 ? 0 : -1;
  walk(root, countAt(tree, root), new Map());
  return found;
}

function countAt(tree: Tree, node: number): number {
  return node < 0 ? tree.leafCount[-1 - node]! : tree.count[node]!;
}

function narrowed(path: ReadonlyMap<number, PathFeature>, tree: Tree, node: number, side: 'left' | 'right', share: number): Map<number, PathFeature> {
  const feature = tree.feature[node]!;
  const threshold = tree.threshold[node]!;
  const before = path.get(feature) ?? { feature, above: -Infinity, upTo: Infinity, nan: true, share: 1 };
  const next = new Map(path).set(feature, {
    feature,
    above: side === 'right' ? Math.max(before.above, threshold) : before.above,
    upTo: side === 'left' ? Math.min(before.upTo, threshold) : before.upTo,
    nan: before.nan && tree.nanLeft[node] === (side === 'left'),
    share: before.share * share,
  });
  if (next.size > pathFeaturesMax) {
    throw new ModelRefusedError('trees_invalid', 'features on one path', `at most ${pathFeaturesMax}`, String(next.size));
  }
  return next;
}
