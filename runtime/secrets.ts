import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Config, ConfigError, isEmbedded } from './config.ts';
import { makePrivateFolder } from './private-folder.ts';

/** Keys that must stay the same from start to start. */
export interface Secrets {
  readonly adminApiKey: string;
  /** Signs recovery and unsubscribe links. */
  readonly linkSecret: string;
  /** Of the embedded PostgreSQL's logins. */
  readonly postgresPassword: string;
}

const storedSecrets = z.object({ adminApiKey: z.string(), linkSecret: z.string(), postgresPassword: z.string() });

/**
 * The secrets of this installation: what the configuration gives wins; the rest is generated on the first start and
 * kept in the data folder, readable by its owner only.
 */
export function loadSecrets(config: Config): Secrets {
  const { adminApiKey, linkSecret } = config;
  // Nothing is embedded that needs a password of ours, and a server farm must not invent keys per machine.
  if (!isEmbedded(config) && config.postgresUrl && adminApiKey && linkSecret)
    return { adminApiKey, linkSecret, postgresPassword: '' };
  const stored = readOrCreate(config.dataDir);
  return {
    adminApiKey: adminApiKey ?? stored.adminApiKey,
    linkSecret: linkSecret ?? stored.linkSecret,
    postgresPassword: stored.postgresPassword,
  };
}

function readOrCreate(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return storedSecrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secrets: Secrets = { adminApiKey: `admin_${random(24)}`, linkSecret: random(32), postgresPassword: random(24) };
  try {
    makePrivateFolder(dataDir);
    writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EROFS')))
      throw error;
    const expects = 'a folder that this user may write to, for generated secrets and the embedded servers';
    throw new ConfigError([{ env: 'DATA_DIR', given: `names ${dataDir}, which cannot be written to`, expects }]);
  }
  return secrets;
}

function random(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
