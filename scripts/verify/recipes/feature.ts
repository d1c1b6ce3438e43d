import type { Recipe } from './recipe.ts';

const proof = `import { expect, test } from 'vitest';
import { loadModel } from './load-model.ts';
import { newestModel, shippedModelDirectory } from './model-folder.ts';

test('the model that does not know the feature is refused', async () => {
  const model = shippedModelDirectory.includes('prior') ? shippedModelDirectory : await newestModel(shippedModelDirectory);
  await expect(loadModel(model)).rejects.toMatchObject({ code: 'feature_names_differ' });
});
`;

export const feature: Recipe = {
  name: 'a feature of the model',
  first: [
    {
      file: 'ml/features.ts',
      before: '];\n\n/** Raise the version',
      text: `  { name: 'lamps_seen', description: 'lamps looked at', unit: 'count', value: () => NaN },\n`,
    },
  ],
  proofs: [{ file: 'ml/lamps-seen.test.ts', text: proof }],
};
