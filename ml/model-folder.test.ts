import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newestModel, shippedModelDirectory } from './model-folder.ts';
import { ModelRefusedError } from './model-refused-error.ts';

async function folderWith(...versions: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'models-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const version of versions) await mkdir(join(folder, version));
  return folder;
}

test('the last version in natural order is served, and files beside the versions are none', async () => {
  const folder = await folderWith('prior-2', 'prior-10', 'prior-9');
  await writeFile(join(folder, 'z-notes.md'), '');
  expect(basename(await newestModel(folder))).toBe('prior-10');
});

test('the shipped folder serves a shipped model', async () => {
  expect(join(await newestModel(dirname(join(shippedModelDirectory, '.'))), '/')).toBe(shippedModelDirectory);
});

test('a folder without a model is refused, and so is one that does not exist', async () => {
  const folder = await folderWith();
  await expect(newestModel(folder)).rejects.toBeInstanceOf(ModelRefusedError);
  await expect(newestModel(join(folder, 'gone'))).rejects.toBeInstanceOf(ModelRefusedError);
});
