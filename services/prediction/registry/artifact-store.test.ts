import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { artifactBytesMax } from '../../../ml/load-model.ts';
import { createFolderArtifacts, hashOf } from './artifact-store.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'artifacts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'made', 'at', 'need');
}

const content = Buffer.from('a graph of some kind');

describe('artifacts in a folder', () => {
  test('are read back byte by byte, under the hash of what is in them', async () => {
    const folder = newFolder();
    const store = createFolderArtifacts(folder);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
        const name = await store.put(bytes);
        expect(name).toBe(hashOf(bytes));
        expect(await store.get(name)).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 30 },
    );
    expect((await readdir(folder)).every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
  });

  test('are refused when any byte of them is another, and when bytes are missing (operations M1)', async () => {
    const folder = newFolder();
    const store = createFolderArtifacts(folder);
    const name = await store.put(content);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: content.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
        const flipped = Buffer.from(content);
        flipped[at] = flipped[at]! ^ bits;
        await writeFile(join(folder, name), flipped);
        await expect(store.get(name)).rejects.toMatchObject({ code: 'artifact_hash_differs' });
      }),
      { numRuns: 60 },
    );
    await truncate(join(folder, name), content.length - 1);
    await expect(store.get(name)).rejects.toMatchObject({ code: 'artifact_hash_differs' });
    await truncate(join(folder, name), artifactBytesMax + 1);
    await expect(store.get(name)).rejects.toMatchObject({ code: 'file_too_large' });
  });

  test('are whole again when what was damaged is kept once more', async () => {
    const folder = newFolder();
    const store = createFolderArtifacts(folder);
    const name = await store.put(content);
    await writeFile(join(folder, name), 'half of it');
    expect(await store.put(content)).toBe(name);
    expect(await readFile(join(folder, name))).toEqual(content);
  });

  test('are missing when they were never kept, and a name that is no hash is never a path', async () => {
    const store = createFolderArtifacts(newFolder());
    await expect(store.get('0'.repeat(64))).rejects.toMatchObject({ code: 'file_missing' });
    for (const name of ['../secrets.json', '', 'A'.repeat(64)])
      await expect(store.get(name)).rejects.toMatchObject({ code: 'file_missing' });
  });
});
