import { leafContributions } from './leaf-contributions.ts';
import { type LeafPath, leafPaths, type PathFeature } from './leaf-paths.ts';
import type { TreeEnsemble, TreeNode } from './tree-ensemble.ts';

/**
 * Exact Shapley values of a tree ensemble, path-dependent as in TreeSHAP (Lundberg et al. 2020, Nature Machine
 * Intelligence 2, 56–67): bias + the sum of a row's contributions is the model's raw score, the log-odds.
 *
 * What a leaf gives to each feature of its path depends only on which of those features the row satisfies. That is a
 * bit mask, so all answers are computed once per leaf (the idea of Fast TreeSHAP v2, Yang 2021), and the bits that a
 * feature sets depend only on where its value lies between the thresholds. A row then costs one binary search per
 * feature, and per leaf a few bits and one look-up.
 */
export interface TreeExplainer {
  /** Log-odds of the average training row. */
  readonly bias: number;
  readonly featureCount: number;
  /** Adds each feature's contribution, in log-odds, to `into`. */
  explain(row: Float32Array, into: Float64Array): void;
}

export function createTreeExplainer({ features, trees }: TreeEnsemble): TreeExplainer {
  const leaves = trees.flatMap((tree) => leafPaths(tree));
  const tables = tablesOf(leaves);
  const bits = features.map((_, feature) => bitsOf(leaves, feature));
  const masks = new Uint32Array(Math.ceil(leaves.length / leavesPerWord));
  const maskBytes = new Uint8Array(masks.buffer);
  return {
    bias: trees.reduce((sum, tree) => sum + meanOf(tree), 0),
    featureCount: features.length,
    explain: (row, into) => {
      masks.fill(0);
      for (const [feature, featureBits] of bits.entries()) setBits(masks, featureBits, row[feature] ?? NaN);
      addContributions(tables, maskBytes, into);
    },
  };
}

function meanOf(node: TreeNode): number {
  if ('value' in node) return node.value;
  return (meanOf(node.left) * node.left.rows + meanOf(node.right) * node.right.rows) / node.rows;
}

/** The bit that a value of one feature sets in each leaf: a byte per leaf, four to a word. */
interface FeatureBits {
  readonly thresholds: Float32Array;
  /** Word i is for values between thresholds i - 1 and i. */
  readonly intervals: readonly Uint32Array[];
  readonly missing: Uint32Array;
}

const leavesPerWord = 4;

function bitsOf(leaves: readonly LeafPath[], feature: number): FeatureBits {
  const conditions = leaves.flatMap(({ path }) => path.filter((each) => each.feature === feature));
  const finite = conditions.flatMap(({ above, upTo }) => [above, upTo]).filter(Number.isFinite);
  const thresholds = Float32Array.from(new Set(finite)).sort();
  const bitsAt = (value: number): Uint32Array => {
    const bytes = new Uint8Array(Math.ceil(leaves.length / leavesPerWord) * leavesPerWord);
    for (const [leaf, { path }] of leaves.entries()) {
      const index = path.findIndex((each) => each.feature === feature);
      const condition = path[index];
      if (condition && satisfies(condition, value)) bytes[leaf] = 1 << index;
    }
    return new Uint32Array(bytes.buffer);
  };
  return { thresholds, intervals: [...thresholds, Infinity].map(bitsAt), missing: bitsAt(NaN) };
}

function satisfies({ above, upTo, nan }: PathFeature, value: number): boolean {
  return Number.isNaN(value) ? nan : value > above && value <= upTo;
}

function setBits(masks: Uint32Array, { thresholds, intervals, missing }: FeatureBits, value: number): void {
  const bits = Number.isNaN(value) ? missing : (intervals[intervalOf(thresholds, value)] ?? missing);
  for (let word = 0; word < masks.length; word++) masks[word] = (masks[word] ?? 0) | (bits[word] ?? 0);
}

/** How many thresholds lie below the value: a value on a threshold still belongs to the interval that it ends. */
function intervalOf(thresholds: Float32Array, value: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((thresholds[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The answers of all leaves in flat arrays: this is read for every leaf of every row. */
interface LeafTables {
  /** Path features of leaf i are those from pathStart[i] up to pathStart[i + 1]. */
  readonly pathStart: Int32Array;
  readonly feature: Int32Array;
  /** Contribution of path feature k of leaf i when the satisfied features are `mask`: at tableStart[i] + mask * width + k. */
  readonly tableStart: Int32Array;
  readonly contributions: Float64Array;
}

function tablesOf(leaves: readonly LeafPath[]): LeafTables {
  const tables = leaves.map(leafContributions);
  return {
    pathStart: startsOf(leaves.map(({ path }) => path.length)),
    feature: Int32Array.from(leaves.flatMap(({ path }) => path.map(({ feature }) => feature))),
    tableStart: startsOf(tables.map(({ length }) => length)),
    contributions: Float64Array.from(tables.flat()),
  };
}

/** Where each part begins, and at the end where the last one stops. */
function startsOf(lengths: readonly number[]): Int32Array {
  let start = 0;
  return Int32Array.from([
    0,
    ...lengths.map((length) => {
      start += length;
      return start;
    }),
  ]);
}

/** `?? 0` costs nothing here and never applies: every index comes from the tables themselves. */
function addContributions(tables: LeafTables, masks: Uint8Array, into: Float64Array): void {
  const { pathStart, feature, tableStart, contributions } = tables;
  for (let leaf = 0; leaf < pathStart.length - 1; leaf++) {
    const start = pathStart[leaf] ?? 0;
    const width = (pathStart[leaf + 1] ?? 0) - start;
    const found = (tableStart[leaf] ?? 0) + (masks[leaf] ?? 0) * width;
    for (let index = 0; index < width; index++) {
      const target = feature[start + index] ?? 0;
      into[target] = (into[target] ?? 0) + (contributions[found + index] ?? 0);
    }
  }
}
