import { leafContributions } from './leaf-contributions.ts';
import { type Leaf, leavesOf, type PathFeature } from './leaf-paths.ts';
import type { Tree, TreeEnsemble } from './tree-ensemble.ts';

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
  /** Adds the contributions of `row`, in log-odds, to `into` from `offset` on. */
  explain(row: Float32Array, into: Float64Array, offset: number): void;
}

export function createTreeExplainer({ features, trees }: TreeEnsemble): TreeExplainer {
  const leaves = trees.flatMap(leavesOf);
  const tables = tabulateAll(leaves);
  const bits = features.map((_, feature) => bitsOf(leaves, feature));
  const masks = new Uint32Array(Math.ceil(leaves.length / leavesPerWord));
  return {
    bias: trees.reduce((sum, tree) => sum + meanOf(tree), 0),
    featureCount: features.length,
    explain: (row, into, offset) => {
      masks.fill(0);
      bits.forEach((featureBits, feature) => setBits(masks, featureBits, row[feature]!));
      addContributions(tables, new Uint8Array(masks.buffer), into, offset);
    },
  };
}

/** For every interval between the thresholds of one feature, and for a missing value: the bit that it sets in each leaf. */
interface FeatureBits {
  readonly thresholds: Float32Array;
  /** One byte per leaf, in words, by interval; the last interval is the missing value. */
  readonly words: readonly Uint32Array[];
}

const leavesPerWord = 4;

function bitsOf(leaves: readonly Leaf[], feature: number): FeatureBits {
  const conditions = leaves.map(({ path }) => path.findIndex((condition) => condition.feature === feature));
  const limits = leaves.flatMap(({ path }) => path.filter((each) => each.feature === feature).flatMap((each) => [each.above, each.upTo]));
  const thresholds = Float32Array.from(new Set(limits.filter(Number.isFinite))).sort();
  const words = [...thresholds, Infinity, NaN].map((value) => {
    const bytes = new Uint8Array(Math.ceil(leaves.length / leavesPerWord) * leavesPerWord);
    leaves.forEach(({ path }, leaf) => {
      const index = conditions[leaf]!;
      if (index !== -1 && satisfies(path[index]!, value)) bytes[leaf] = 1 << index;
    });
    return new Uint32Array(bytes.buffer);
  });
  return { thresholds, words };
}

function satisfies({ above, upTo, nan }: PathFeature, value: number): boolean {
  return Number.isNaN(value) ? nan : value > above && value <= upTo;
}

function setBits(masks: Uint32Array, { thresholds, words }: FeatureBits, value: number): void {
  const bits = words[Number.isNaN(value) ? thresholds.length + 1 : intervalOf(thresholds, value)]!;
  for (let word = 0; word < masks.length; word++) masks[word]! |= bits[word]!;
}

/** How many thresholds lie below the value: a value on a threshold still belongs to the interval that it ends. */
function intervalOf(thresholds: Float32Array, value: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (thresholds[middle]! < value) low = middle + 1;
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

function tabulateAll(leaves: readonly Leaf[]): LeafTables {
  const tables = leaves.map(leafContributions);
  return {
    pathStart: startsOf(leaves.map(({ path }) => path.length)),
    feature: Int32Array.from(leaves.flatMap(({ path }) => path.map(({ feature }) => feature))),
    tableStart: startsOf(tables.map(({ length }) => length)),
    contributions: Float64Array.from(tables.flatMap((table) => [...table])),
  };
}

/** Where each part begins, and at the end where the last one stops. */
function startsOf(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, index) => {
    starts[index + 1] = starts[index]! + length;
  });
  return starts;
}

function addContributions(tables: LeafTables, masks: Uint8Array, into: Float64Array, offset: number): void {
  const { pathStart, feature, tableStart, contributions } = tables;
  for (let leaf = 0; leaf < pathStart.length - 1; leaf++) {
    const start = pathStart[leaf]!;
    const width = pathStart[leaf + 1]! - start;
    const found = tableStart[leaf]! + masks[leaf]! * width;
    for (let index = 0; index < width; index++) {
      into[offset + feature[start + index]!]! += contributions[found + index]!;
    }
  }
}

function meanOf(tree: Tree): number {
  const rows = tree.leafCount.reduce((sum, count) => sum + count, 0);
  return tree.leafValue.reduce((sum, value, leaf) => sum + (value * tree.leafCount[leaf]!) / rows, 0);
}
