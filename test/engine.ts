import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { connectPostgres } from '../db/postgres/connect.ts';
import { type Database, openDatabase } from '../db/postgres/tenancy.ts';
import { connectRedis } from '../db/redis/connect.ts';
import { createStreamsLog } from '../events/streams.ts';
import { createLogger } from '../runtime/logging.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { startAbandonment } from '../workers/abandonment.ts';
import { loadConfig } from '../workers/configuration.ts';
import { startDelivery } from '../workers/delivery.ts';
import type { Deps } from '../workers/deps.ts';
import { openBrands } from '../workers/open-brands.ts';
import { openFlags } from '../workers/open-flags.ts';
import { openPrediction } from '../workers/open-prediction.ts';
import { startPrediction } from '../workers/prediction.ts';
import { startRecovery } from '../workers/recovery.ts';
import { anyFreePort } from '../workers/stack/choose-port.ts';
import { serverPaths } from '../workers/stack/server-paths.ts';
import { startTemporal } from '../workers/stack/temporal.ts';
import { addressHasher } from './address-hasher.ts';
import { quietTemporal } from './quiet-temporal.ts';
import { secretsOf } from './secrets-of.ts';

/** The part of the engine that recovers carts, on real servers: sweep, workflows, predictions, delivery to the outbox. */
export interface Engine {
  readonly database: Database;
  readonly client: Client;
  readonly temporal: { readonly address: string; readonly uiUrl: string | undefined };
  stop(): Promise<void>;
}

export interface EngineOptions {
  readonly appUrl: string;
  readonly engineUrl: string;
  readonly redisUrl: string;
  readonly temporalCliPath: string;
  /** Starts the Temporal UI too. */
  readonly ui?: boolean;
  /** Needed by reports alone. */
  readonly clickhouse?: ClickHouseClient;
  /** How many processes send messages and reports; one by default. */
  readonly senders?: number;
  /** Short by default, so that tests do not wait for the sweep. */
  readonly sweepIntervalMs?: number;
  /** Further settings of the environment, such as those of a provider. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Of the installation that a test's engine is: what it seals and signs with. */
export const engineSecret = 'a-secret-of-the-tests-that-is-long-enough';

const connectionsMax = 12;

/** Starts a Temporal server that keeps nothing, and the roles around it in this process. */
export async function startEngine({
  appUrl,
  engineUrl,
  redisUrl,
  temporalCliPath,
  ui = false,
  clickhouse,
  senders = 1,
  sweepIntervalMs = 50,
  settings = {},
}: EngineOptions): Promise<Engine> {
  quietTemporal();
  const folder = mkdtempSync(join(tmpdir(), 'cart-engine-'));
  const server = await startTemporal({
    binary: temporalCliPath,
    paths: serverPaths(folder, 'temporal'),
    port: await anyFreePort(),
    uiPort: ui ? await anyFreePort() : undefined,
    durable: false,
  });
  const app = connectPostgres(appUrl, { maxConnections: connectionsMax, applicationName: 'engine-of-a-test' });
  const engine = connectPostgres(engineUrl, { maxConnections: connectionsMax, applicationName: 'engine-of-a-test' });
  const redis = connectRedis(redisUrl, { purpose: 'request' });
  const eventLog = createStreamsLog({ redis, newBlockingRedis: () => connectRedis(redisUrl, { purpose: 'blocking' }) });
  const clientConnection = await Connection.connect({ address: server.address });
  const connection = await NativeConnection.connect({ address: server.address });
  const others = await Promise.all(
    Array.from({ length: senders - 1 }, () => NativeConnection.connect({ address: server.address })),
  );
  const database = openDatabase({ app, engine, addressHasher });
  const client = new Client({ connection: clientConnection });
  const config = loadConfig({
    DATA_DIR: folder,
    SWEEP_INTERVAL_MS: String(sweepIntervalMs),
    SHUTDOWN_DRAIN_MS: '2000',
    ...settings,
  });
  const log = createLogger({ level: 'error', role: 'test' });
  const metrics = createMetrics({ role: 'test' });
  const newBlockingRedis = () => connectRedis(redisUrl, { purpose: 'blocking' });
  const {
    flags,
    flagNews,
    close: closeFlags,
  } = await openFlags({
    ...{ config, database, redis, newBlockingRedis, log, metrics },
  });
  const { brands, brandNews, close: closeBrands } = await openBrands({ database, redis, newBlockingRedis, log });
  const prediction = openPrediction({ config, database, redis, flags, log, metrics });
  const needed: Partial<Deps> = {
    config,
    secrets: secretsOf({ LINK_SECRET: engineSecret }),
    log,
    metrics,
    database,
    redis,
    prediction,
    flags,
    flagNews,
    brands,
    brandNews,
    eventLog,
    ...(clickhouse && { clickhouse }),
    giveUp: (reason) => log.error({ reason }, 'the engine of a test gave up'),
    temporal: { client, connection, onReconnect: () => () => {}, namespace: 'default', uiUrl: server.uiUrl },
  };
  // The roles started here read nothing else of a process's dependencies.
  const deps = needed as Deps;
  const roles = [
    await startPrediction(deps),
    await startDelivery(deps),
    // A worker of the same queue has a connection of its own, as it would in another process.
    ...(await Promise.all(
      others.map((another) => startDelivery({ ...deps, temporal: { ...deps.temporal, connection: another } })),
    )),
    await startRecovery(deps),
    await startAbandonment(deps),
  ];
  return {
    database,
    client,
    temporal: { address: server.address, uiUrl: server.uiUrl },
    async stop() {
      for (const role of roles.reverse()) await role.stop();
      await Promise.all([prediction.close(), closeFlags(), closeBrands()]);
      await eventLog.close();
      await Promise.all([clientConnection, connection, ...others].map((one) => one.close()));
      await redis.quit();
      await Promise.all([app.end({ timeout: 5 }), engine.end({ timeout: 5 })]);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
