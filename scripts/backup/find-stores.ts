import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { type Config, embedsTemporal } from '../../runtime/config.ts';
import type { TlsOptions } from '../../runtime/identity/identity.ts';
import type { Secrets } from '../../runtime/secrets/live-secrets.ts';
import { identityOf, postgresTls, serverTls } from '../../workers/open-identity.ts';
import { findNotedProcess } from '../../workers/stack/process-identity.ts';
import { Refusal } from '../store/ask-engine.ts';

/** Where what has to be copied is, while the engine runs. */
export interface FoundStores {
  /** PostgreSQL as somebody who sees every row. */
  readonly postgresUrl: string;
  /** Null: the log is not in Redis or Valkey. */
  readonly logUrl: string | null;
  /** The file of the embedded Temporal; null: another server has the workflows. */
  readonly temporalFile: string | null;
  /** With which certificate of ours they are connected to; undefined: as their addresses say. */
  readonly tls: { readonly postgres: TlsOptions | undefined; readonly redis: TlsOptions | undefined };
}

const database = 'cart_recovery';

/** @throws Refusal when an embedded server that is needed does not run, or an external one cannot be asked for all rows. */
export async function findStores(config: Config, secrets: Secrets): Promise<FoundStores> {
  const { dataDir, postgresUrl, postgresAdminUrl, redisUrl, kafkaBrokers } = config;
  if (postgresUrl && !postgresAdminUrl)
    throw new Refusal('Set POSTGRES_ADMIN_URL to the database of POSTGRES_URL as a login that sees every row.');
  const isEmbedded = !postgresUrl || !redisUrl || embedsTemporal(config);
  if (isEmbedded && findNotedProcess(join(dataDir, 'run', 'owner')) === undefined)
    throw new Refusal(`No engine runs on ${dataDir}: a backup is made while it runs. Start it, or set DATA_DIR.`);
  const identity = identityOf(config);
  const ports = readPorts(join(dataDir, 'run', 'ports.json'));
  return {
    postgresUrl:
      postgresAdminUrl ?? (await embeddedPostgres(portOf(ports, 'POSTGRES_PORT', config.postgresPort), secrets)),
    logUrl: kafkaBrokers
      ? null
      : (redisUrl ?? `redis://127.0.0.1:${portOf(ports, 'VALKEY_PORT', config.valkeyPort)}/0`),
    temporalFile: embedsTemporal(config) ? join(dataDir, 'temporal', 'temporal.db') : null,
    tls: {
      postgres: postgresTls(postgresAdminUrl, config, identity),
      redis: serverTls(config, identity).redis,
    },
  };
}

/** The password may have been turned since the server was started: it takes the new one in at its next start. */
async function embeddedPostgres(port: number, secrets: Secrets): Promise<string> {
  for (const password of secrets.postgresPasswords()) {
    const url = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
    const sql = connectPostgres(url, { maxConnections: 1, applicationName: 'backup' });
    try {
      await sql`select 1`;
      return url;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === '28P01')) throw error;
    } finally {
      await sql.end({ timeout: 5 });
    }
  }
  throw new Refusal('The embedded PostgreSQL knows none of the passwords of this installation.');
}

function readPorts(file: string): Readonly<Record<string, number>> {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function portOf(ports: Readonly<Record<string, number>>, name: string, wanted: number): number {
  const port = wanted > 0 ? wanted : ports[name];
  if (port === undefined) throw new Refusal(`${name} of the running engine is not known: start it again.`);
  return port;
}
