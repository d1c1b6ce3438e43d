import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import type { Logger } from 'pino';
import { connectClickhouse } from '../db/clickhouse/connect.ts';
import { migrateClickhouse } from '../db/clickhouse/migrate.ts';
import { createDatabase, type DatabaseUrls, turnSuperuser } from '../db/postgres/create-database.ts';
import { MissingRolesError, migratePostgres } from '../db/postgres/migrate.ts';
import { type Config, embedsTemporal } from '../runtime/config.ts';
import { type Identity, noIdentity } from '../runtime/identity/identity.ts';
import type { Progress } from '../runtime/progress.ts';
import type { Secrets } from '../runtime/secrets/live-secrets.ts';
import { type ServerTls, serverTls } from './open-identity.ts';
import { claimFolder } from './stack/claim-folder.ts';
import { openClickhouse } from './stack/clickhouse.ts';
import { findBinary } from './stack/find-binary.ts';
import { refuseHalfRestored } from './stack/half-restored.ts';
import { startPostgres } from './stack/postgres.ts';
import { prepareTemporal } from './stack/prepare-temporal.ts';
import { serverPaths } from './stack/server-paths.ts';
import type { ServerCrash } from './stack/server-process.ts';
import { StackError } from './stack/stack-error.ts';
import { createPortStarter, type PortStarter } from './stack/start-on-ports.ts';
import { stopLeftovers } from './stack/stop-process.ts';
import { startTemporal } from './stack/temporal.ts';
import { startValkey } from './stack/valkey.ts';
import { defaultNamespace, type TemporalConnection, temporalConnection } from './temporal-connection.ts';

/** The four servers behind the engine, wherever they run. */
export interface Stack {
  /** `undefined` when an external server was given without its owner: then migrations are somebody else's job. */
  readonly postgresOwnerUrl: string | undefined;
  readonly postgresAppUrl: string;
  readonly postgresEngineUrl: string;
  readonly redisUrl: string;
  readonly clickhouse: ClickHouseClient;
  readonly temporal: TemporalConnection;
  readonly temporalUiUrl: string | undefined;
  /** Stops what was started here, in good order; external servers go on. */
  stop(): Promise<void>;
}

export interface StackOptions {
  readonly secrets: Secrets;
  readonly log: Logger;
  readonly progress: Progress;
  /** With whose certificate servers elsewhere are connected to. Default: none. */
  readonly identity?: Identity;
  /** An embedded server keeps crashing and is not started again: the process had better end. */
  readonly onGiveUp?: (server: string) => void;
}

/** What the starters below share: where to note how to stop what they started. */
interface Start extends StackOptions {
  readonly config: Config;
  readonly externalTemporal: TemporalConnection | null;
  readonly tls: ServerTls;
  readonly ports: PortStarter;
  readonly onCrash: (crash: ServerCrash) => void;
  readonly onStop: (stop: () => Promise<void> | void) => void;
}

const database = 'cart_recovery';
/** Where people expect the UI of a Temporal server at home. */
const temporalUiPortUsual = 8233;

/**
 * Starts every server that has no URL in the configuration, all at the same time, and migrates the databases.
 * Throws `StackError` with one sentence for a person; whatever had started by then is stopped.
 */
export async function startStack(config: Config, options: StackOptions): Promise<Stack> {
  const { identity = noIdentity } = options;
  // First, because a wrong certificate should not have to wait until the other servers have started.
  const externalTemporal = temporalConnection(config, identity);
  const stops: (() => Promise<void> | void)[] = [];
  // The folder is given back last, when nothing of ours touches it any more.
  let release = (): void => {};
  const stop = async (): Promise<void> => {
    await Promise.all(stops.splice(0).map((stopOne) => stopOne()));
    release();
  };
  if (!config.postgresUrl || !config.redisUrl || !config.clickhouseUrl || embedsTemporal(config)) {
    refuseHalfRestored(config.dataDir);
    release = claimFolder(config.dataDir);
    await stopLeftovers(config.dataDir);
  }
  const ports = createPortStarter(join(config.dataDir, 'run', 'ports.json'));
  const start: Start = {
    ...options,
    config,
    externalTemporal,
    tls: serverTls(config, identity),
    ports,
    onCrash: (crash) => reportCrash(crash, options),
    onStop: (stopOne) => stops.push(stopOne),
  };
  const [postgres, redis, clickhouse, temporal] = await Promise.allSettled([
    providePostgres(start),
    provideRedis(start),
    provideClickhouse(start),
    provideTemporal(start),
  ]);
  try {
    return {
      ...unwrap(postgres),
      redisUrl: unwrap(redis),
      clickhouse: unwrap(clickhouse),
      ...unwrap(temporal),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type PostgresUrls = Pick<Stack, 'postgresOwnerUrl' | 'postgresAppUrl' | 'postgresEngineUrl'>;

async function providePostgres(start: Start): Promise<PostgresUrls> {
  const { config, secrets, tls, ports, progress, onCrash, onStop } = start;
  const done = progress.step('PostgreSQL');
  if (config.postgresUrl && config.postgresEngineUrl) {
    if (config.postgresOwnerUrl) await migrateExternal(config.postgresOwnerUrl, tls);
    done('(external)');
    return {
      postgresOwnerUrl: config.postgresOwnerUrl,
      postgresAppUrl: config.postgresUrl,
      postgresEngineUrl: config.postgresEngineUrl,
    };
  }
  const [password = '', ...earlier] = secrets.postgresPasswords();
  const paths = serverPaths(config.dataDir, 'postgres');
  const wish = { name: 'PostgreSQL', env: 'POSTGRES_PORT', wanted: config.postgresPort };
  const server = await ports.start([wish], ([port = 0]) => startPostgres({ paths, port, password, onCrash }));
  onStop(server.stop);
  await turnSuperuser(server.superuserUrl, { password, earlier });
  const urls: DatabaseUrls = await createDatabase(server.superuserUrl, { database, password });
  await migratePostgres(urls.ownerUrl);
  done(`on port ${new URL(server.superuserUrl).port}`);
  return { postgresOwnerUrl: urls.ownerUrl, postgresAppUrl: urls.appUrl, postgresEngineUrl: urls.engineUrl };
}

async function migrateExternal(ownerUrl: string, { postgres: tls }: ServerTls): Promise<void> {
  try {
    await migratePostgres(ownerUrl, { tls });
  } catch (error) {
    throw error instanceof MissingRolesError ? new StackError(error.message, { cause: error }) : error;
  }
}

async function provideRedis({ config, ports, progress, onCrash, onStop }: Start): Promise<string> {
  const done = progress.step('Valkey');
  if (config.redisUrl) {
    done('(external)');
    return config.redisUrl;
  }
  const binary = findBinary('valkey-server', config.valkeyServerPath);
  const paths = serverPaths(config.dataDir, 'valkey');
  const wish = { name: 'Valkey', env: 'VALKEY_PORT', wanted: config.valkeyPort };
  const server = await ports.start([wish], ([port = 0]) => startValkey({ binary, paths, port, onCrash }));
  onStop(server.stop);
  done(`on port ${new URL(server.url).port}`);
  return server.url;
}

async function provideClickhouse({ config, tls, progress, onStop }: Start): Promise<ClickHouseClient> {
  const done = progress.step('ClickHouse');
  const client = config.clickhouseUrl
    ? connectClickhouse(config.clickhouseUrl, { applicationName: 'cart-recovery', tls: tls.clickhouse })
    : await openClickhouse(serverPaths(config.dataDir, 'clickhouse').dataDir);
  onStop(() => client.close());
  const answer = await client.ping();
  if (!answer.success) throw answer.error;
  await migrateClickhouse(client);
  done(config.clickhouseUrl ? '(external)' : 'in this process');
  return client;
}

type TemporalPlaces = Pick<Stack, 'temporal' | 'temporalUiUrl'>;

async function provideTemporal(start: Start): Promise<TemporalPlaces> {
  const { config, externalTemporal: external, ports, progress, log, onCrash, onStop } = start;
  const done = progress.step('Temporal');
  if (external) {
    await prepareTemporal(external, log);
    done('(external)');
    return { temporal: external, temporalUiUrl: config.temporalUiUrl };
  }
  const namespace = config.temporalNamespace ?? defaultNamespace;
  const binary = findBinary('temporal', config.temporalCliPath);
  const paths = serverPaths(config.dataDir, 'temporal');
  const wishes = [
    { name: 'Temporal', env: 'TEMPORAL_PORT', wanted: config.temporalPort },
    {
      name: 'the Temporal UI',
      env: 'TEMPORAL_UI_PORT',
      wanted: config.temporalUiPort,
      preferred: temporalUiPortUsual,
    },
  ];
  const server = await ports.start(wishes, ([port = 0, uiPort]) =>
    startTemporal({ binary, paths, port, uiPort, namespace, onCrash }),
  );
  onStop(server.stop);
  done(`on ${server.address}, its UI on ${server.uiUrl}`);
  return { temporal: { options: { address: server.address }, namespace }, temporalUiUrl: server.uiUrl };
}

function reportCrash({ name, outcome, crashes }: ServerCrash, { log, onGiveUp }: StackOptions): void {
  log.warn({ server: name, outcome, crashes }, 'an embedded server ended by itself');
  if (outcome === 'gave up') onGiveUp?.(name);
}

function unwrap<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
