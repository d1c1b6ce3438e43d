import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadModel } from '../../../ml/load-model.ts';
import { shippedModelDirectory } from '../../../ml/model-folder.ts';
import { describeVersion } from './describe-version.ts';

test('a version is described by its own manifest and card, and by the words of the features that this code computes', async () => {
  const { manifest } = await loadModel(shippedModelDirectory);
  const card = await readFile(join(shippedModelDirectory, 'MODEL_CARD.md'), 'utf8');
  const described = describeVersion({ manifest, card });
  expect(described.features.map(({ name }) => name)).toEqual(manifest.featureSet.features.map(({ name }) => name));
  expect(described.features.every(({ description }) => description !== '')).toBe(true);
  expect(described.card).toMatch(new RegExp(`^# Model card: ${manifest.modelVersion}`));
});

test('a version of features that are computed no more, and without a card, is described all the same', async () => {
  const { manifest } = await loadModel(shippedModelDirectory);
  const old = { ...manifest, featureSet: { ...manifest.featureSet, hash: '0'.repeat(64) } };
  const { features, card } = describeVersion({ manifest: old, card: null });
  expect(features.every(({ name, description }) => name !== '' && description === '')).toBe(true);
  expect(card).toBeNull();
});
