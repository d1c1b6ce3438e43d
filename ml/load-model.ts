import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type FeatureSet, hashOf } from './feature-set.ts';
import { featureSet } from './features.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { ModelRefusedError } from './model-refused-error.ts';
import { parseTreeEnsemble, type TreeEnsemble } from './tree-ensemble.ts';

const manifestBytesMax = 1_000_000;
export const artifactBytesMax = 64_000_000;

/** A model that was found to fit this code, ready for `createPredictor`. */
export interface LoadedModel {
  readonly manifest: Manifest;
  readonly onnx: Uint8Array;
  readonly trees: TreeEnsemble;
}

/**
 * Reads the model in `directory` and proves that it belongs to `serving`, the features that this code computes.
 * Throws `ModelRefusedError` with a code, what was expected and what was found.
 */
export async function loadModel(directory: string, serving: FeatureSet = featureSet): Promise<LoadedModel> {
  const manifest = parseManifest(await readBounded(join(directory, 'manifest.json'), manifestBytesMax));
  requireSameFeatures(manifest, serving);
  const onnx = await readArtifact(directory, manifest.artifacts.model);
  const trees = parseTreeEnsemble(parseJson(await readArtifact(directory, manifest.artifacts.trees), 'trees_invalid'));
  requireEqual('feature_names_differ', 'features of the trees', namesOf(serving), trees.features);
  return { manifest, onnx, trees };
}

function parseManifest(content: Uint8Array): Manifest {
  const parsed = manifestSchema.safeParse(parseJson(content, 'manifest_invalid'));
  if (!parsed.success)
    throw new ModelRefusedError('manifest_invalid', 'manifest.json', 'a model manifest', z.prettifyError(parsed.error));
  return parsed.data;
}

function requireSameFeatures(manifest: Manifest, serving: FeatureSet): void {
  const trained = manifest.featureSet.features.map(({ name }) => name);
  const served = namesOf(serving);
  requireEqual('feature_names_differ', 'feature names', served.toSorted(), trained.toSorted());
  requireEqual('feature_order_differs', 'feature order', served, trained);
  requireEqual('feature_hash_differs', 'hash of the feature set', [hashOf(serving)], [manifest.featureSet.hash]);
}

function namesOf(set: FeatureSet): string[] {
  return set.features.map(({ name }) => name);
}

function requireEqual(
  code: ModelRefusedError['code'],
  subject: string,
  expected: readonly string[],
  found: readonly string[],
): void {
  const same = expected.length === found.length && expected.every((value, index) => value === found[index]);
  if (!same) throw new ModelRefusedError(code, subject, expected.join(', '), found.join(', '));
}

async function readArtifact(directory: string, artifact: Manifest['artifacts']['model']): Promise<Uint8Array> {
  const content = await readBounded(join(directory, artifact.file), artifactBytesMax);
  requireEqual(
    'artifact_size_differs',
    `bytes of ${artifact.file}`,
    [String(artifact.bytes)],
    [String(content.length)],
  );
  const hash = createHash('sha256').update(content).digest('hex');
  requireEqual('artifact_hash_differs', `sha256 of ${artifact.file}`, [artifact.sha256], [hash]);
  return content;
}

async function readBounded(path: string, bytesMax: number): Promise<Uint8Array> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new ModelRefusedError('file_missing', path, 'a file', 'none');
  if (found.size > bytesMax)
    throw new ModelRefusedError('file_too_large', path, `at most ${bytesMax} bytes`, `${found.size}`);
  return await readFile(path);
}

function parseJson(content: Uint8Array, code: 'manifest_invalid' | 'trees_invalid'): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8'));
  } catch {
    throw new ModelRefusedError(code, 'content', 'JSON', 'something else');
  }
}
