import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type FeatureSet, hashOf } from '../ml/feature-set.ts';
import { featureSet } from '../ml/features.ts';
import type { Manifest } from '../ml/manifest.ts';
import { shippedModelDirectory } from '../ml/model-folder.ts';

export interface ModelFolderOptions {
  /** The feature set that it asks for: its first five features take the places of those of the shipped model. */
  readonly set?: FeatureSet;
  readonly changeGraph?: (onnx: Uint8Array) => Uint8Array;
  readonly changeManifest?: (manifest: Manifest) => unknown;
  readonly changeParity?: (rows: readonly ParityRow[]) => readonly ParityRow[];
}

interface ParityRow {
  readonly features: readonly (number | null)[];
  readonly probability: number;
  readonly contributions: readonly number[];
}

/**
 * A folder with a model of its own version and hash, as a trainer leaves one: it says what the shipped one says of the first
 * five of its features. Removed when the test ends.
 */
export async function makeModelFolder(
  version: string,
  { set = featureSet, changeGraph, changeManifest, changeParity }: ModelFolderOptions = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'model-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const shipped = (file: string) => readFile(join(shippedModelDirectory, file));
  const manifest: Manifest = JSON.parse((await shipped('manifest.json')).toString());
  const asked = withWidth(withNote(await shipped('model.onnx'), version), set.features.length);
  const graph = changeGraph?.(asked) ?? asked;
  const names = set.features.map(({ name }) => name);
  const trees = { ...JSON.parse((await shipped('trees.json')).toString()), features: names };
  const missing = set.features.length - featureSet.features.length;
  const rows: ParityRow[] = JSON.parse((await shipped('parity-rows.json')).toString());
  const widened = rows.map((row) => ({
    features: [...row.features, ...Array<null>(missing).fill(null)],
    probability: row.probability,
    contributions: [...row.contributions, ...Array<number>(missing).fill(0)],
  }));
  const files = {
    'model.onnx': graph,
    'trees.json': Buffer.from(JSON.stringify(trees)),
    'parity-rows.json': Buffer.from(JSON.stringify(changeParity?.(widened) ?? widened)),
  };
  const pinned = (file: keyof typeof files) => ({
    file,
    bytes: files[file].length,
    sha256: createHash('sha256').update(files[file]).digest('hex'),
  });
  const written: Manifest = {
    ...manifest,
    modelVersion: version,
    featureSet: {
      ...{ name: set.name, version: set.version, hash: hashOf(set) },
      features: set.features.map(({ name, unit }) => ({ name, unit })),
    },
    artifacts: {
      model: pinned('model.onnx'),
      trees: pinned('trees.json'),
      parity: pinned('parity-rows.json'),
    },
  };
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(changeManifest?.(written) ?? written));
  await writeFile(join(folder, 'MODEL_CARD.md'), `# Model card: ${version}\n`);
  return folder;
}

/** `ModelProto.doc_string`: another hash, the same answers. */
function withNote(onnx: Uint8Array, note: string): Uint8Array {
  const text = Buffer.from(note);
  return Buffer.concat([onnx, Buffer.from([0x32, text.length]), text]);
}

/** The number of columns of the graph's one input. */
function withWidth(onnx: Uint8Array, width: number): Uint8Array {
  const dimension = Buffer.from([0x0a, 0x02, 0x08, featureSet.features.length]);
  const place = Buffer.from(onnx).indexOf(dimension, Buffer.from(onnx).lastIndexOf('features'));
  const changed = Buffer.from(onnx);
  changed[place + dimension.length - 1] = width;
  return changed;
}
