import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type FeatureSet, hashOf } from './feature-set.ts';
import { featureSet } from './features.ts';
import { featureSetOfHash, knownFeatureSets } from './known-feature-sets.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { ModelRefusedError } from './model-refused-error.ts';
import { requireServable } from './onnx-versions.ts';
import { parseTreeEnsemble, type TreeEnsemble } from './tree-ensemble.ts';

const manifestBytesMax = 1_000_000;
export const artifactBytesMax = 64_000_000;

/** A model that was found to fit this code, ready for `createPredictor`. */
export interface LoadedModel {
  readonly manifest: Manifest;
  /** What it is asked with: of the sets that this code computes, the one that it was trained on. */
  readonly featureSet: FeatureSet;
  readonly onnx: Uint8Array;
  readonly trees: TreeEnsemble;
}

export type ManifestArtifact = Manifest['artifacts']['model'];

/**
 * Reads the model in `directory` and proves that it belongs to the features that this code computes: those of `serving`, or
 * without it those of the known set that the manifest names by its hash.
 * Throws `ModelRefusedError` with a code, what was expected and what was found.
 */
export async function loadModel(directory: string, serving?: FeatureSet): Promise<LoadedModel> {
  const manifest = parseJson(await readBounded(join(directory, 'manifest.json'), manifestBytesMax), 'manifest_invalid');
  return assembleModel(manifest, ({ file }) => readBounded(join(directory, file), artifactBytesMax), serving);
}

/** The same for a manifest and artifacts that lie anywhere; `read` gets an artifact, and its size and hash are checked here. */
export async function assembleModel(
  content: unknown,
  read: (artifact: ManifestArtifact) => Promise<Uint8Array>,
  serving?: FeatureSet,
): Promise<LoadedModel> {
  const manifest = parseManifest(content);
  const set = serving ?? setFor(manifest);
  requireSameFeatures(manifest, set);
  const { model, trees: treeFile } = manifest.artifacts;
  const onnx = verified(model, await read(model));
  requireServable(onnx);
  const trees = parseTreeEnsemble(parseJson(verified(treeFile, await read(treeFile)), 'trees_invalid'));
  requireEqual('feature_names_differ', 'features of the trees', namesOf(set), trees.features);
  return { manifest, featureSet: set, onnx, trees };
}

export function parseManifest(content: unknown): Manifest {
  const parsed = manifestSchema.safeParse(content);
  if (!parsed.success)
    throw new ModelRefusedError('manifest_invalid', 'manifest.json', 'a model manifest', z.prettifyError(parsed.error));
  return parsed.data;
}

/** The set of its hash; else the one of its name, so that the refusal says what differs. */
function setFor({ featureSet: trained }: Manifest): FeatureSet {
  return featureSetOfHash(trained.hash) ?? knownFeatureSets.find(({ name }) => name === trained.name) ?? featureSet;
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

function verified({ file, bytes, sha256 }: ManifestArtifact, content: Uint8Array): Uint8Array {
  requireEqual('artifact_size_differs', `bytes of ${file}`, [String(bytes)], [String(content.length)]);
  const hash = createHash('sha256').update(content).digest('hex');
  requireEqual('artifact_hash_differs', `sha256 of ${file}`, [sha256], [hash]);
  return content;
}

export async function readBounded(path: string, bytesMax: number): Promise<Uint8Array> {
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
