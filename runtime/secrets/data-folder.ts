import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../config.ts';
import { makePrivateFolder } from '../private-folder.ts';
import { type SecretSource, SecretSourceError, type StoredSecret } from './secret-source.ts';

/** What the data folder can hold, by the names of the settings that win over it, and how the file names it. */
const kept = {
  ADMIN_API_KEY: 'adminApiKey',
  LINK_SECRET: 'linkSecret',
  POSTGRES_PASSWORD: 'postgresPassword',
} as const;
type KeptName = keyof typeof kept;

const storedSecrets = z.object({
  adminApiKey: z.string(),
  linkSecret: z.string(),
  postgresPassword: z.string(),
  /** When each was made or turned; a file of an earlier version does not tell. */
  changed: z.record(z.string(), z.number()).default({}),
});
type StoredFile = z.output<typeof storedSecrets>;

/** Secrets that were generated on the first start and are kept in the data folder, readable by its owner only. */
export function createDataFolderSource(dataDir: string): SecretSource {
  return {
    provider: 'data_folder',
    async read() {
      const file = readOrCreate(dataDir);
      const names = Object.keys(kept) as KeptName[];
      return new Map(names.map((name) => [name, storedOf(file, name)]));
    },
    async change(name, turn) {
      if (!isKept(name)) return false;
      const file = readOrCreate(dataDir);
      const text = turn(file[kept[name]]);
      if (text === null) return false;
      writeFile(dataDir, { ...file, [kept[name]]: text, changed: { ...file.changed, [name]: Date.now() } });
      if (readOrCreate(dataDir)[kept[name]] !== text)
        throw new SecretSourceError('conflict', `${name} was changed by another process at the same time`);
      return true;
    },
  };
}

function isKept(name: string): name is KeptName {
  return Object.hasOwn(kept, name);
}

function storedOf(file: StoredFile, name: KeptName): StoredSecret {
  return { text: file[kept[name]], provider: 'data_folder', changedMs: file.changed[name] ?? null };
}

function readOrCreate(dataDir: string): StoredFile {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return storedSecrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  const now = Date.now();
  const secrets: StoredFile = {
    ...{ adminApiKey: `admin_${random(24)}`, linkSecret: random(32), postgresPassword: random(24) },
    changed: Object.fromEntries(Object.keys(kept).map((name) => [name, now])),
  };
  try {
    makePrivateFolder(dataDir);
    writeFile(dataDir, secrets);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EROFS')))
      throw error;
    const expects = 'a folder that this user may write to, for generated secrets and the embedded servers';
    throw new ConfigError([{ env: 'DATA_DIR', given: `names ${dataDir}, which cannot be written to`, expects }]);
  }
  return secrets;
}

/** Whole or not at all: a process that dies meanwhile leaves the old file. */
function writeFile(dataDir: string, secrets: StoredFile): void {
  const file = join(dataDir, 'secrets.json');
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function random(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
