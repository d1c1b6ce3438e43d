import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTreeExplainer } from './create-tree-explainer.ts';
import { loadModel } from './load-model.ts';
import { shippedModelDirectory } from './model-folder.ts';
import type { TreeEnsemble, TreeNode } from './tree-ensemble.ts';

interface ParityRow {
  readonly features: readonly (number | null)[];
  readonly raw: number;
  readonly contributions: readonly number[];
  readonly bias: number;
}

const { trees: shipped } = await loadModel(shippedModelDirectory);
const parityRows: readonly ParityRow[] = JSON.parse(
  await readFile(join(shippedModelDirectory, 'parity-rows.json'), 'utf8'),
);

function explained(
  ensemble: TreeEnsemble,
  row: Float32Array,
): { bias: number; contributions: Float64Array; sum: number } {
  const explainer = createTreeExplainer(ensemble);
  const contributions = new Float64Array(ensemble.features.length);
  explainer.explain(row, contributions);
  return { bias: explainer.bias, contributions, sum: contributions.reduce((sum, each) => sum + each, explainer.bias) };
}

/** The plain meaning of the trees, and of what is expected when only the features in `known` are known. */
function expectation(node: TreeNode, row: Float32Array, known: (feature: number) => boolean): number {
  if ('value' in node) return node.value;
  if (known(node.feature)) {
    const value = row[node.feature]!;
    return expectation(
      (Number.isNaN(value) ? node.nanLeft : value <= node.threshold) ? node.left : node.right,
      row,
      known,
    );
  }
  const left = expectation(node.left, row, known) * node.left.rows;
  return (left + expectation(node.right, row, known) * node.right.rows) / node.rows;
}

const width = 4;
const node: fc.Arbitrary<TreeNode> = fc.letrec<{ node: TreeNode; leaf: TreeNode; split: TreeNode }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', maxDepth: 5 }, tie('leaf'), tie('split')),
  leaf: fc.record({ value: fc.integer({ min: -9, max: 9 }), rows: fc.integer({ min: 1, max: 50 }) }),
  split: fc
    .record({
      feature: fc.nat({ max: width - 1 }),
      threshold: fc.integer({ min: -3, max: 3 }),
      nanLeft: fc.boolean(),
      left: tie('node'),
      right: tie('node'),
    })
    .map((split) => ({ ...split, rows: split.left.rows + split.right.rows })),
})).node;
const row = fc.array(fc.constantFrom(-4, -3, -2, -1, 0, 1, 2, 3, 4, NaN), { minLength: width, maxLength: width });

describe('reasons', () => {
  test('are LightGBM’s own contributions and add up to its raw score, for known, missing and on-the-threshold values', () => {
    const explainer = createTreeExplainer(shipped);
    for (const { features, raw, contributions, bias } of parityRows) {
      const found = new Float64Array(features.length);
      explainer.explain(
        Float32Array.from(features, (value) => value ?? NaN),
        found,
      );
      for (const [index, expected] of contributions.entries()) expect(found[index]).toBeCloseTo(expected, 10);
      expect(explainer.bias).toBeCloseTo(bias, 10);
      expect(found.reduce((sum, each) => sum + each, explainer.bias)).toBeCloseTo(raw, 10);
    }
  });

  test('add up to the raw score of any trees', () => {
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 4 }), row, (trees, values) => {
        const features = Float32Array.from(values);
        const raw = trees.reduce((sum, tree) => sum + expectation(tree, features, () => true), 0);
        expect(explained({ features: ['a', 'b', 'c', 'd'], trees }, features).sum).toBeCloseTo(raw, 8);
      }),
    );
  });

  test('are the average difference that a feature makes over every order of learning the features', () => {
    const orders = permutations([0, 1, 2, 3]);
    fc.assert(
      fc.property(node, row, (tree, values) => {
        const features = Float32Array.from(values);
        const { contributions } = explained({ features: ['a', 'b', 'c', 'd'], trees: [tree] }, features);
        for (let feature = 0; feature < width; feature++) {
          const differences = orders.map((order) => {
            const before = new Set(order.slice(0, order.indexOf(feature)));
            const without = expectation(tree, features, (each) => before.has(each));
            return expectation(tree, features, (each) => before.has(each) || each === feature) - without;
          });
          expect(contributions[feature]).toBeCloseTo(
            differences.reduce((sum, each) => sum + each, 0) / orders.length,
            8,
          );
        }
      }),
      { numRuns: 50 },
    );
  });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutations(items.filter((each) => each !== first)).map((others) => [first, ...others]),
  );
}
