import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles, rootFolder } from '../scripts/verify/list-files.ts';

const layers = /^(?:activities|api|channels|events|platforms|scripts|services|workers|workflows)\//;
/** Past the doors: on the pools themselves, where no store is chosen and no role is taken. */
const past = /\w\.(?:app|engine)\.(?:transaction|\$client|select|selectDistinct|insert|update|delete|execute)\b/;

test('the system of record is reached by the doors of tenancy.ts alone', () => {
  const files = listFiles().filter((path) => layers.test(path) && /\.ts$/.test(path) && !path.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((path) => past.test(readFileSync(join(rootFolder, path), 'utf8')))).toEqual([]);
});
