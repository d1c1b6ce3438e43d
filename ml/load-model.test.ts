import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cartFeatureSet } from './cart-features.ts';
import { featureSet, featureSetHash } from './features.ts';
import { artifactBytesMax, loadModel } from './load-model.ts';
import type { Manifest } from './manifest.ts';
import { shippedModelDirectory } from './model-folder.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'model-'));
  await cp(shippedModelDirectory, directory, { recursive: true });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function rewriteManifest(change: (manifest: Manifest) => Manifest): Promise<void> {
  const path = join(directory, 'manifest.json');
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, 'utf8')))));
}

test('the shipped model fits the features that this code computes, and passed every gate', async () => {
  const { manifest, trees } = await loadModel(shippedModelDirectory);
  expect(manifest.featureSet.hash).toBe(featureSetHash);
  expect(trees.features).toEqual(featureSet.features.map(({ name }) => name));
  expect(manifest.training.licence).toBe('CC BY 4.0');
  expect(manifest.calibration.ece).toBeLessThanOrEqual(0.02);
});

test('the card says what a season does to the shipped model, and which figures are the paper’s', async () => {
  const { manifest } = await loadModel(shippedModelDirectory);
  const card = await readFile(join(shippedModelDirectory, 'MODEL_CARD.md'), 'utf8');
  const { auc, ece } = manifest.seasonAhead ?? { auc: 0, ece: 1 };
  expect(ece).toBeLessThanOrEqual(0.08);
  for (const figure of [auc.toFixed(3), ece.toFixed(3), 'PMC10121810']) expect(card).toContain(figure);
});

describe('a model is refused', () => {
  test('when a feature has another name', async () => {
    await rewriteManifest((manifest) => {
      const [first, ...others] = manifest.featureSet.features;
      return {
        ...manifest,
        featureSet: { ...manifest.featureSet, features: [{ unit: first!.unit, name: 'page_value' }, ...others] },
      };
    });
    await expect(loadModel(directory)).rejects.toMatchObject({
      code: 'feature_names_differ',
      found: expect.stringContaining('page_value'),
    });
  });

  test('when the features are in another order', async () => {
    await rewriteManifest((manifest) => ({
      ...manifest,
      featureSet: { ...manifest.featureSet, features: manifest.featureSet.features.toReversed() },
    }));
    await expect(loadModel(directory)).rejects.toMatchObject({
      code: 'feature_order_differs',
      expected: expect.stringMatching(/^product_views/),
    });
  });

  test('when the meaning of a feature has changed since it was trained', async () => {
    await expect(loadModel(directory, { ...featureSet, version: featureSet.version + 1 })).rejects.toMatchObject({
      code: 'feature_hash_differs',
      found: featureSetHash,
    });
  });

  test('when it was trained on another feature set', async () => {
    await expect(loadModel(directory, cartFeatureSet)).rejects.toMatchObject({ code: 'feature_names_differ' });
  });

  test('when the artifact is cut off', async () => {
    await truncate(join(directory, 'model.onnx'), 1_000);
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'artifact_size_differs', found: '1000' });
  });

  test.each(['model.onnx', 'trees.json'])('when one byte of %s is another', async (file) => {
    const content = await readFile(join(directory, file));
    content[200] = content[200]! ^ 1;
    await writeFile(join(directory, file), content);
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'artifact_hash_differs' });
  });

  test('when an artifact is missing', async () => {
    await rm(join(directory, 'trees.json'));
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'file_missing' });
  });

  test('when an artifact is larger than any model should be', async () => {
    await truncate(join(directory, 'model.onnx'), artifactBytesMax + 1);
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'file_too_large' });
  });

  test('when an artifact lies anywhere but beside its manifest', async () => {
    await rewriteManifest((manifest) => ({
      ...manifest,
      artifacts: { ...manifest.artifacts, model: { ...manifest.artifacts.model, file: '../model.onnx' } },
    }));
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'manifest_invalid' });
  });

  test('when a gate was not passed', async () => {
    await rewriteManifest((manifest) => ({
      ...manifest,
      gates: manifest.gates.map((gate) => ({ ...gate, passed: false as true })),
    }));
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'manifest_invalid' });
  });

  test.each(['', 'not json', '[]'])('when its manifest is %j', async (content) => {
    await writeFile(join(directory, 'manifest.json'), content);
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'manifest_invalid' });
  });

  test('when its trees ask for a feature that does not exist', async () => {
    const trees = JSON.stringify({
      features: featureSet.features.map(({ name }) => name),
      trees: [
        { feature: 5, threshold: 1, nanLeft: true, rows: 2, left: { value: 0, rows: 1 }, right: { value: 1, rows: 1 } },
      ],
    });
    await writeFile(join(directory, 'trees.json'), trees);
    const sha256 = createHash('sha256').update(trees).digest('hex');
    await rewriteManifest((manifest) => ({
      ...manifest,
      artifacts: { ...manifest.artifacts, trees: { file: 'trees.json', bytes: trees.length, sha256 } },
    }));
    await expect(loadModel(directory)).rejects.toMatchObject({ code: 'trees_invalid' });
  });
});
