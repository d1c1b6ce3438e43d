import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadModel } from '../../../ml/load-model.ts';
import { shippedModelDirectory } from '../../../ml/model-folder.ts';
import { describeModel } from './describe-model.ts';

async function copyOfShipped(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'model-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await cp(shippedModelDirectory, directory, { recursive: true });
  return directory;
}

test('the shipped model is described by its own manifest and card, and by the features that this code computes', async () => {
  const { manifest } = await loadModel(shippedModelDirectory);
  const { features, card } = await describeModel(shippedModelDirectory, manifest);
  expect(features.map(({ name }) => name)).toEqual(manifest.featureSet.features.map(({ name }) => name));
  expect(card).toMatch(new RegExp(`^# Model card: ${manifest.modelVersion}`));
});

test('a model without a card, or with one that is too large to show, is described all the same', async () => {
  const directory = await copyOfShipped();
  const { manifest } = await loadModel(directory);
  await writeFile(join(directory, 'MODEL_CARD.md'), 'x'.repeat(64 * 1024 + 1));
  expect((await describeModel(directory, manifest)).card).toBeNull();
  await rm(join(directory, 'MODEL_CARD.md'));
  expect((await describeModel(directory, manifest)).card).toBeNull();
});
