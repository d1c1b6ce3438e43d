import { z } from 'zod';
import { ModelRefusedError } from './model-refused-error.ts';

/** A row goes left when its value is <= threshold, or is missing and `nanLeft` is set. `rows` are training rows. */
export type TreeNode = TreeLeaf | TreeSplit;

export interface TreeLeaf {
  /** What a row in this leaf adds to the log-odds. */
  readonly value: number;
  readonly rows: number;
}

export interface TreeSplit {
  /** Position in the feature list. */
  readonly feature: number;
  readonly threshold: number;
  readonly nanLeft: boolean;
  readonly rows: number;
  readonly left: TreeNode;
  readonly right: TreeNode;
}

/** A model's trees as data; their sum is its raw score, the log-odds. */
export interface TreeEnsemble {
  readonly features: readonly string[];
  readonly trees: readonly TreeNode[];
}

const treesMax = 500;

const rows = z.int().positive();
const node: z.ZodType<TreeNode> = z.lazy(() => z.union([split, leaf]));
const leaf = z.strictObject({ value: z.number(), rows });
const split = z.strictObject({
  feature: z.int().min(0),
  threshold: z.number(),
  nanLeft: z.boolean(),
  rows,
  left: node,
  right: node,
});
const ensemble = z.object({ features: z.array(z.string()), trees: z.array(node).min(1).max(treesMax) });

export function parseTreeEnsemble(content: unknown): TreeEnsemble {
  const parsed = ensemble.safeParse(content);
  if (!parsed.success) throw new ModelRefusedError('trees_invalid', 'trees', 'trees', z.prettifyError(parsed.error));
  const { features, trees } = parsed.data;
  const last = Math.max(...trees.map(highestFeature));
  if (last >= features.length) {
    throw new ModelRefusedError('trees_invalid', 'features asked for', `at most ${features.length}`, String(last + 1));
  }
  return parsed.data;
}

function highestFeature(tree: TreeNode): number {
  if ('value' in tree) return -1;
  return Math.max(tree.feature, highestFeature(tree.left), highestFeature(tree.right));
}
