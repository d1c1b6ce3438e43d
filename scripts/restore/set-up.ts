import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase } from '../../db/postgres/create-database.ts';
import { migratePostgres } from '../../db/postgres/migrate.ts';
import type { Config } from '../../runtime/config.ts';
import type { Progress } from '../../runtime/progress.ts';
import type { Secrets } from '../../runtime/secrets/live-secrets.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { findBinary } from '../../workers/stack/find-binary.ts';
import { startPostgres } from '../../workers/stack/postgres.ts';
import { serverPaths } from '../../workers/stack/server-paths.ts';
import { startValkey } from '../../workers/stack/valkey.ts';
import { describeLog } from '../backup/copy-log.ts';
import type { ErasureLedger } from '../backup/erasure-ledger.ts';
import { parts } from '../backup/make-backup.ts';
import type { Manifest } from '../backup/manifest.ts';
import { Refusal } from '../store/ask-engine.ts';
import { holdSends } from './hold-sends.ts';
import { loadPostgres } from './load-postgres.ts';
import { type Repeated, repeatErasures } from './repeat-erasures.ts';

export interface SetUp {
  readonly config: Config;
  /** Folder of a backup whose files were compared with their hashes. */
  readonly from: string;
  readonly manifest: Manifest;
  /** Of the embedded PostgreSQL, from now on. */
  readonly password: string;
  readonly secrets: Secrets;
  /** Null: there is none. */
  readonly ledger: ErasureLedger | null;
  readonly progress: Progress;
}

const database = 'cart_recovery';

/**
 * Fills the data folder, whose servers do not run. Each server is started on what it was given, and asked whether it is all there.
 * Returns what the backup did not know of who was erased and who refused.
 */
export async function setUp(given: SetUp): Promise<Repeated> {
  const { config, from, manifest, progress } = given;
  const tables = progress.step('PostgreSQL');
  const repeated = await setUpPostgres(given);
  tables();
  const log = progress.step('event log');
  await setUpLog(given);
  log();
  const files = progress.step('workflows and models');
  if (manifest.temporal !== null) {
    const { dataDir } = serverPaths(config.dataDir, 'temporal');
    copyFileSync(join(from, parts.temporal), join(dataDir, 'temporal.db'));
  }
  const models = join(from, parts.models);
  if (existsSync(models)) cpSync(models, join(config.dataDir, 'models'), { recursive: true });
  files();
  return repeated;
}

async function setUpPostgres({ config, from, manifest, password, secrets, ledger }: SetUp): Promise<Repeated> {
  const paths = serverPaths(config.dataDir, 'postgres');
  const server = await startPostgres({ paths, port: await anyFreePort(), password });
  try {
    const { ownerUrl, ...urls } = await createDatabase(server.superuserUrl, { database, password });
    await migratePostgres(ownerUrl);
    const url = Object.assign(new URL(server.superuserUrl), { pathname: `/${database}` }).href;
    await loadPostgres(url, { folder: join(from, parts.postgres), content: manifest.postgres }, (tx) =>
      holdSends(tx, manifest),
    );
    return ledger === null ? { erasures: 0, refusals: 0 } : await repeatErasures(urls, { secrets, ledger });
  } finally {
    await server.stop();
  }
}

/** The snapshot becomes the first part of the server's own file, as when it rewrites that itself. */
async function setUpLog({ config, from, manifest }: SetUp): Promise<void> {
  if (manifest.log === null) return;
  const paths = serverPaths(config.dataDir, 'valkey');
  const folder = join(paths.dataDir, 'appendonlydir');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  const base = 'appendonly.aof.1.base.rdb';
  copyFileSync(join(from, parts.log), join(folder, base));
  writeFileSync(join(folder, 'appendonly.aof.manifest'), `file ${base} seq 1 type b\n`, { mode: 0o600 });
  const binary = findBinary('valkey-server', config.valkeyServerPath);
  const server = await startValkey({ binary, paths, port: await anyFreePort() });
  try {
    const { ends } = await describeLog(server.url);
    for (const [partition, end] of Object.entries(manifest.log.ends))
      if (!reaches(ends[partition], end))
        throw new Refusal(`Partition ${partition} of the event log ends at ${ends[partition]}, before ${end}.`);
  } finally {
    await server.stop();
  }
}

/** Positions are `<ms>-<n>`. */
function reaches(position: string | undefined, mark: string): boolean {
  if (position === undefined) return false;
  const [[ms = 0, n = 0], [markMs = 0, markN = 0]] = [position, mark].map((one) => one.split('-').map(Number)) as [
    number[],
    number[],
  ];
  return ms > markMs || (ms === markMs && n >= markN);
}
