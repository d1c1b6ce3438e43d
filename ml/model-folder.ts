import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModelRefusedError } from './model-refused-error.ts';

/** Folder of the prior that comes with the code: what every store starts with. */
export const shippedModelDirectory = fileURLToPath(new URL('./models/prior-1/', import.meta.url));

/**
 * The folder of the model to serve: in `directory`, one folder per version, the last name in natural order
 * (`prior-2` < `prior-10` < `store-1`). Putting a folder there serves it, taking it away goes back.
 * Throws `ModelRefusedError` when there is none.
 */
export async function newestModel(directory: string): Promise<string> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const versions = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const last = versions.toSorted(naturalOrder.compare).at(-1);
  if (last === undefined) throw new ModelRefusedError('file_missing', directory, 'a folder with a model', 'none');
  return join(directory, last);
}

const naturalOrder = new Intl.Collator('en', { numeric: true });
