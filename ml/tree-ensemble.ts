import { z } from 'zod';
import { ModelRefusedError } from './model-refused-error.ts';

/**
 * The model's trees as data. A row goes left when its value is <= threshold, or is missing and `nanLeft` is set.
 * Children point to inner nodes; a negative child -1-i is leaf i. Counts are training rows.
 */
const tree = z.object({
  feature: z.array(z.int().min(0)),
  threshold: z.array(z.number()),
  nanLeft: z.array(z.boolean()),
  left: z.array(z.int()),
  right: z.array(z.int()),
  count: z.array(z.int().positive()),
  leafValue: z.array(z.number()).min(1),
  leafCount: z.array(z.int().positive()).min(1),
});

export const treesMax = 500;

export const treeEnsembleSchema = z.object({ features: z.array(z.string()), trees: z.array(tree).min(1).max(treesMax) });

export type Tree = z.infer<typeof tree>;
export type TreeEnsemble = z.infer<typeof treeEnsembleSchema>;

/** Refuses trees that do not hang together; after it, every index in them can be trusted. */
export function parseTreeEnsemble(content: unknown): TreeEnsemble {
  const parsed = treeEnsembleSchema.safeParse(content);
  if (!parsed.success) throw new ModelRefusedError('trees_invalid', 'trees', 'a tree ensemble', z.prettifyError(parsed.error));
  const broken = parsed.data.trees.findIndex((each) => !isTree(each, parsed.data.features.length));
  if (broken !== -1) throw new ModelRefusedError('trees_invalid', `tree ${broken}`, 'every node reached once', 'another shape');
  return parsed.data;
}

function isTree(tree: Tree, featureCount: number): boolean {
  const nodes = tree.feature.length;
  const sameLength = [tree.threshold, tree.nanLeft, tree.left, tree.right, tree.count].every(({ length }) => length === nodes);
  if (!sameLength || tree.leafValue.length !== nodes + 1 || tree.leafCount.length !== nodes + 1) return false;
  if (tree.feature.some((feature) => feature >= featureCount)) return false;
  // Every child once, and later than its parent: no cycle and no orphan is possible.
  const children = [...tree.left, ...tree.right].sort((a, b) => a - b);
  const expected = Array.from({ length: 2 * nodes }, (_, index) => (index <= nodes ? index - nodes - 1 : index - nodes));
  return (
    children.every((child, index) => child === expected[index]) &&
    tree.left.every((child, parent) => child < 0 || child > parent) &&
    tree.right.every((child, parent) => child < 0 || child > parent)
  );
}
