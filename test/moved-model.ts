import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chanceOf } from '../domain/statistics/log-odds.ts';
import type { ManifestArtifact } from '../ml/load-model.ts';
import { type Manifest, manifestSchema } from '../ml/manifest.ts';
import { parseTreeEnsemble, type TreeNode } from '../ml/tree-ensemble.ts';

export interface MovedModel {
  /** The folder of the model that it is made of. */
  readonly from: string;
  readonly to: string;
  readonly version: string;
  /** Added to the log-odds of every answer. */
  readonly by: number;
}

/**
 * Writes a model that says the same of everybody's place and moves every chance, as the trainer does with the one that serves
 * (`ml/training/served_prior.py`): in the graph, in the trees that explain it, and in the rows of parity.
 */
export async function moveModel({ from, to, version, by }: MovedModel): Promise<void> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(from, 'manifest.json'), 'utf8')));
  const { model, trees: treeFile } = manifest.artifacts;
  const { features, trees } = parseTreeEnsemble(JSON.parse(await readFile(join(from, treeFile.file), 'utf8')));
  const rows: readonly { readonly raw: number; readonly bias: number }[] = JSON.parse(
    await readFile(join(from, 'parity-rows.json'), 'utf8'),
  );
  const [first, ...others] = trees;
  if (!first) throw new Error('a model without trees');
  const graph = withMovedLeaves(await readFile(join(from, model.file)), leavesOf(first), by);
  const moved = rows.map((row) => ({
    ...row,
    ...{ raw: row.raw + by, bias: row.bias + by, probability: chanceOf(row.raw + by) },
  }));
  await mkdir(to, { recursive: true });
  const write = async (file: string, content: Uint8Array): Promise<ManifestArtifact> => {
    await writeFile(join(to, file), content);
    return { file, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  };
  const written: Manifest = {
    ...{ ...manifest, modelVersion: version },
    artifacts: {
      model: await write(model.file, graph),
      trees: await write(
        treeFile.file,
        Buffer.from(JSON.stringify({ features, trees: [withMoved(first, by), ...others] })),
      ),
      parity: await write('parity-rows.json', Buffer.from(JSON.stringify(moved))),
    },
  };
  await writeFile(join(to, 'MODEL_CARD.md'), `# Model card: ${version}\n`);
  await writeFile(join(to, 'manifest.json'), JSON.stringify(written));
}

function leavesOf(tree: TreeNode): number {
  return 'value' in tree ? 1 : leavesOf(tree.left) + leavesOf(tree.right);
}

function withMoved(tree: TreeNode, by: number): TreeNode {
  return 'value' in tree
    ? { ...tree, value: tree.value + by }
    : { ...tree, left: withMoved(tree.left, by), right: withMoved(tree.right, by) };
}

/** `AttributeProto.floats`, one after the other: a tag and four bytes. */
const floatTag = 0x3d;
const floatBytes = 5;

/** The weights of the graph's one ensemble, whose first ones are the leaves of the first tree. */
function withMovedLeaves(onnx: Buffer, leaves: number, by: number): Buffer {
  const name = 'class_weights';
  const start = onnx.indexOf(name) + name.length;
  const moved = Buffer.from(onnx);
  for (let leaf = 0; leaf < leaves; leaf++) {
    const place = start + leaf * floatBytes;
    if (onnx[place] !== floatTag) throw new Error('the graph holds its weights otherwise');
    moved.writeFloatLE(onnx.readFloatLE(place + 1) + by, place + 1);
  }
  return moved;
}
