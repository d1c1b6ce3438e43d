import { copyFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { connectPostgres } from '../../db/postgres/connect.ts';
import engine from '../../package.json' with { type: 'json' };
import { type Config, embedsTemporal } from '../../runtime/config.ts';
import type { TlsOptions } from '../../runtime/identity/identity.ts';
import type { Progress } from '../../runtime/progress.ts';
import type { Secrets } from '../../runtime/secrets/live-secrets.ts';
import { uuidV7 } from '../../services/shared/ids.ts';
import { Refusal } from '../store/ask-engine.ts';
import { copyLog } from './copy-log.ts';
import { copyPostgres } from './copy-postgres.ts';
import { copyTemporal } from './copy-temporal.ts';
import { ledgerSuffix, writeErasureLedger } from './erasure-ledger.ts';
import { findStores } from './find-stores.ts';
import { type Manifest, unfinishedSuffix, writeManifest } from './manifest.ts';

export interface MakeBackup {
  readonly config: Config;
  readonly secrets: Secrets;
  /** A folder that does not exist yet: it is there once all of it is. */
  readonly to: string;
  /** Whether `secrets.json` of the data folder is in it too. */
  readonly withSecrets: boolean;
  readonly progress: Progress;
}

/** The parts of a backup's folder. */
export const parts = {
  postgres: 'postgres',
  log: 'log.rdb',
  temporal: 'temporal.db',
  models: 'models',
  secrets: 'secrets.json',
} as const;

/**
 * Copies the running installation. Workflows come first and the event log last: a start that the tables know is made again from
 * them, and the log reaches at least as far as the positions in the tables, so that nothing accepted is missing between them.
 *
 * @throws Refusal, and leaves at most a folder that ends in `.unfinished`.
 */
export async function makeBackup({ config, secrets, to, withSecrets, progress }: MakeBackup): Promise<Manifest> {
  const folder = resolve(to);
  const unfinished = `${folder}${unfinishedSuffix}`;
  if (existsSync(folder)) throw new Refusal(`${folder} exists already: name a folder that does not.`);
  const { postgresUrl, logUrl, temporalFile, tls } = await findStores(config, secrets);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(unfinished, { mode: 0o700 });

  let temporal: Manifest['temporal'] = null;
  if (temporalFile !== null) {
    const done = progress.step('workflows');
    temporal = { copiedAt: new Date().toISOString() };
    await copyTemporal(temporalFile, join(unfinished, parts.temporal));
    done();
  }
  const rowsDone = progress.step('PostgreSQL');
  const { asOf, content } = await copyPostgres(postgresUrl, join(unfinished, parts.postgres), tls.postgres);
  rowsDone(`(${Object.values(content.tables).reduce((sum, { rows }) => sum + rows, 0)} rows)`);

  let log: Manifest['log'] = null;
  if (logUrl !== null) {
    const done = progress.step('event log');
    log = await copyLog(logUrl, join(unfinished, parts.log), tls.redis);
    // The server of an embedded log writes its copy beside its own file first.
    if (!config.redisUrl) rmSync(join(config.dataDir, 'valkey', 'dump.rdb'), { force: true });
    done();
  }
  const models = join(config.dataDir, 'models');
  const hasModels = !config.artifactsUrl && existsSync(models);
  if (hasModels) cpSync(models, join(unfinished, parts.models), { recursive: true });
  const secretsFile = join(config.dataDir, 'secrets.json');
  const hasSecrets = withSecrets && existsSync(secretsFile);
  if (hasSecrets) copyFileSync(secretsFile, join(unfinished, parts.secrets));

  const checked = progress.step('manifest');
  const manifest = await writeManifest(unfinished, {
    engine: engine.version,
    asOf: asOf.toISOString(),
    finishedAt: new Date().toISOString(),
    ...{ postgres: content, log, temporal },
    keys: secrets.keys.all().map(({ id }) => id),
    withSecrets: hasSecrets,
    leftOut: leftOutOf(config, { hasSecrets }),
  });
  await writeErasureLedger(postgresUrl, `${folder}${ledgerSuffix}`);
  renameSync(unfinished, folder);
  checked(`(${manifest.files.length} files)`);
  await noteBackup(postgresUrl, { asOf, at: new Date(manifest.finishedAt), tls: tls.postgres });
  return manifest;
}

function leftOutOf(config: Config, { hasSecrets }: { readonly hasSecrets: boolean }): Manifest['leftOut'] {
  const out = [
    {
      what: 'analytics',
      why: config.clickhouseUrl
        ? 'the ClickHouse of CLICKHOUSE_URL has a BACKUP of its own'
        : 'a restore copies facts anew from the tables, and events as far as the log has them',
    },
  ];
  if (config.kafkaBrokers) out.push({ what: 'event log', why: 'Kafka keeps it in copies of its own' });
  if (!embedsTemporal(config)) out.push({ what: 'workflows', why: 'they are in a Temporal of its own' });
  if (config.artifactsUrl) out.push({ what: 'models', why: 'they are in the bucket of ARTIFACTS_URL' });
  if (!hasSecrets)
    out.push({ what: 'secrets', why: 'keep them apart; --with-secrets copies those of the data folder' });
  return out;
}

/** The engine tells how old its newest backup is by this row. */
async function noteBackup(
  url: string,
  { asOf, at, tls }: { readonly asOf: Date; readonly at: Date; readonly tls: TlsOptions | undefined },
): Promise<void> {
  const sql = connectPostgres(url, { maxConnections: 1, applicationName: 'backup', tls });
  try {
    await sql`insert into backup_log (id, kind, as_of, at) values (${uuidV7()}, 'backup', ${asOf}, ${at})`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
