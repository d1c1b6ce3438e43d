import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type SecretSource, SecretSourceError, type StoredSecret } from './secret-source.ts';

/** A key in PEM form is the longest of them. */
const fileBytesMax = 64 * 1024;
/** Where Kubernetes keeps what it mounted: a link to the folder of now, which it replaces as a whole. */
const currentFolder = '..data';

/**
 * A folder with one file for each secret, named as its setting: Kubernetes' mounted secrets, and Docker's. It is read again by
 * time: a watch ends unseen at the first swap, and a file mounted by `subPath` never changes at all.
 */
export function createFilesSource(folder: string, names: ReadonlySet<string>): SecretSource {
  return {
    provider: 'files',
    change: null,
    async read() {
      try {
        const current = await currentOf(folder);
        const there = (await readdir(current)).filter((name) => names.has(name));
        const secrets = await Promise.all(there.map(async (name) => [name, await readSecret(current, name)] as const));
        return new Map(secrets.filter((each): each is readonly [string, StoredSecret] => each[1] !== null));
      } catch (cause) {
        if (cause instanceof SecretSourceError) throw cause;
        const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'failed';
        throw new SecretSourceError('unreachable', `the folder of SECRETS_DIR cannot be read (${code})`, { cause });
      }
    },
  };
}

/** All files of one moment: between two reads of the link itself, Kubernetes may have swapped it. */
async function currentOf(folder: string): Promise<string> {
  return realpath(join(folder, currentFolder)).catch(() => folder);
}

async function readSecret(folder: string, name: string): Promise<StoredSecret | null> {
  const path = join(folder, name);
  const { size, mtimeMs } = await stat(path);
  if (size > fileBytesMax)
    throw new SecretSourceError('invalid', `the file ${name} has more than ${fileBytesMax / 1024} KiB`);
  const text = (await readFile(path, 'utf8')).trim();
  return text === '' ? null : { text, provider: 'files', changedMs: Math.round(mtimeMs) };
}
