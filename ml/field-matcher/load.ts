import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ModelRefusedError } from '../model-refused-error.ts';
import { type FieldMatcherModel, fieldMatcherModelSchema } from './model.ts';

/** Folder of the field matcher that comes with the code. */
export const shippedMatcherDirectory = fileURLToPath(new URL('./generated/', import.meta.url));

const manifestSchema = z.object({
  schemaVersion: z.literal(1),
  version: z.string(),
  model: z.object({ file: z.literal('model.json'), bytes: z.int().positive(), sha256: z.string().length(64) }),
});

/**
 * Reads the model in `directory` and proves that it is the one of its manifest and knows the features that this code
 * computes. Throws `ModelRefusedError`.
 */
export async function loadFieldMatcherModel(
  directory: string,
  features: { readonly version: number; readonly names: readonly string[] },
): Promise<FieldMatcherModel> {
  const manifest = manifestSchema.safeParse(JSON.parse(await read(directory, 'manifest.json')));
  if (!manifest.success)
    throw new ModelRefusedError('manifest_invalid', directory, 'a manifest', z.prettifyError(manifest.error));
  const { sha256 } = manifest.data.model;
  const text = await read(directory, 'model.json');
  const found = createHash('sha256').update(text).digest('hex');
  if (found !== sha256) throw new ModelRefusedError('artifact_hash_differs', 'model.json', sha256, found);
  const model = fieldMatcherModelSchema.parse(JSON.parse(text));
  const [serving, trained] = [features, model.features].map(({ version, names }) => `v${version} ${names.join(', ')}`);
  if (serving !== trained)
    throw new ModelRefusedError('feature_names_differ', 'features of the matcher', String(serving), String(trained));
  return model;
}

async function read(directory: string, file: string): Promise<string> {
  try {
    return await readFile(join(directory, file), 'utf8');
  } catch {
    throw new ModelRefusedError('file_missing', file, 'a file', `none in ${directory}`);
  }
}
