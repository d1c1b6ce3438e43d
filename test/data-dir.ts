import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const repositoryRoot = fileURLToPath(new URL('..', import.meta.url));

/** Folder of the real data sets that some tests read: `CART_DATA_DIR`, or `shared/data` beside the repository. */
export const dataDir = resolve(process.env['CART_DATA_DIR'] ?? resolve(repositoryRoot, '..', 'shared', 'data'));

/** Whether a file or folder of the data sets is there; tests that need it are skipped by name otherwise. */
export function hasData(...path: readonly string[]): boolean {
  return existsSync(resolve(dataDir, ...path));
}
