import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactBytesMax } from '../../../ml/load-model.ts';
import { ModelRefusedError } from '../../../ml/model-refused-error.ts';

/**
 * Keeps the files of models by what is in them: a name is the SHA-256 of its content (hexadecimal), so a file is never
 * changed, and the same one is kept once.
 */
export interface ArtifactStore {
  /** Keeps the content durably and returns its hash; again is harmless. */
  put(content: Uint8Array): Promise<string>;
  /** Reads it and proves that it is what was kept. Throws `ModelRefusedError` when it is missing, too large or another. */
  get(sha256: string): Promise<Uint8Array>;
}

/** Artifacts as files of one folder, which the first of them makes. */
export function createFolderArtifacts(folder: string): ArtifactStore {
  const pathOf = (sha256: string): string => join(folder, sha256);

  async function get(sha256: string): Promise<Uint8Array> {
    const path = pathOf(requireHash(sha256));
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) throw new ModelRefusedError('file_missing', sha256, 'an artifact', 'none');
    if (found.size > artifactBytesMax) throw tooLarge(sha256, found.size);
    return requireSame(sha256, await readFile(path));
  }

  return {
    get,
    async put(content) {
      const sha256 = hashOf(content);
      if (content.length > artifactBytesMax) throw tooLarge(sha256, content.length);
      const isThere = await get(sha256).then(
        () => true,
        () => false,
      );
      if (!isThere) await writeWhole(folder, pathOf(sha256), content);
      return sha256;
    },
  };
}

export function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The content, which is what its name says. */
export function requireSame(sha256: string, content: Uint8Array): Uint8Array {
  const found = hashOf(content);
  if (found !== sha256) throw new ModelRefusedError('artifact_hash_differs', 'artifact', sha256, found);
  return content;
}

/** A hash is the name of a file or an object: nothing else gets into a path. */
export function requireHash(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new ModelRefusedError('file_missing', 'artifact', 'a SHA-256', sha256);
  return sha256;
}

export function tooLarge(sha256: string, bytes: number): ModelRefusedError {
  return new ModelRefusedError('file_too_large', sha256, `at most ${artifactBytesMax} bytes`, `${bytes}`);
}

/** Under its name there is nothing or all of it, whenever the process or the machine stops. */
async function writeWhole(folder: string, path: string, content: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${randomUUID()}.part`);
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
