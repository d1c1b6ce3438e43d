import { ModelRefusedError } from './model-refused-error.ts';
import type { TreeNode, TreeSplit } from './tree-ensemble.ts';

/** Different features on one path: explaining a leaf takes a table of 2^n rows, and its mask is one byte. */
const pathFeaturesMax = 8;

/** All conditions on one feature along a path, as one interval. */
export interface PathFeature {
  readonly feature: number;
  readonly above: number;
  readonly upTo: number;
  /** Whether a missing value goes along the path. */
  readonly nan: boolean;
  /** Share of the training rows that go on along the path when this feature is not known. */
  readonly share: number;
}

export interface LeafPath {
  readonly value: number;
  readonly path: readonly PathFeature[];
}

/** Every leaf of a tree with what a row must satisfy to get there. */
export function leafPaths(node: TreeNode, path: readonly PathFeature[] = []): LeafPath[] {
  if ('value' in node) return [{ value: node.value, path }];
  return [
    ...leafPaths(node.left, narrowed(path, node, 'left')),
    ...leafPaths(node.right, narrowed(path, node, 'right')),
  ];
}

function narrowed(path: readonly PathFeature[], split: TreeSplit, side: 'left' | 'right'): PathFeature[] {
  const { feature, threshold } = split;
  const free: PathFeature = { feature, above: -Infinity, upTo: Infinity, nan: true, share: 1 };
  const before = path.find((each) => each.feature === feature) ?? free;
  const next: PathFeature = {
    feature,
    above: side === 'right' ? Math.max(before.above, threshold) : before.above,
    upTo: side === 'left' ? Math.min(before.upTo, threshold) : before.upTo,
    nan: before.nan && split.nanLeft === (side === 'left'),
    share: (before.share * split[side].rows) / split.rows,
  };
  const others = path.filter((each) => each.feature !== feature);
  if (others.length >= pathFeaturesMax) {
    throw new ModelRefusedError('trees_invalid', 'features on a path', `at most ${pathFeaturesMax}`, 'more');
  }
  return [...others, next];
}
