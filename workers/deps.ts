import type { ClickHouseClient } from '@clickhouse/client';
import type { Redis } from 'ioredis';
import type { Sql } from 'postgres';
import { type Database, openDatabase } from '../db/postgres/tenancy.ts';
import { connectRedis, type RedisPurpose, renewConnection } from '../db/redis/connect.ts';
import type { DemoPages } from '../demo/pages.ts';
import type { EventLog } from '../events/event-log.ts';
import type { TopicWriter } from '../events/topic-writer.ts';
import { createHealth, type Health } from '../runtime/health.ts';
import type { Identity } from '../runtime/identity/identity.ts';
import type { Logger } from '../runtime/logging.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { createSealer } from '../runtime/sealer.ts';
import type { Secrets } from '../runtime/secrets/live-secrets.ts';
import type { VaultClient } from '../runtime/secrets/vault-client.ts';
import { createVaultLogins } from '../runtime/secrets/vault-logins.ts';
import { createAddressHasher } from '../services/shared/address-hash.ts';
import { AddressKeyLostError, openAddressKey } from '../services/shared/address-key.ts';
import type { BrandNews } from '../services/state/brands/brand-keeper.ts';
import type { Brands } from '../services/state/brands/brands.ts';
import type { FlagNews } from '../services/state/flags/flag-news.ts';
import type { Flags } from '../services/state/flags/flags.ts';
import type { Quotas } from '../services/state/usage/quotas.ts';
import type { Config } from './configuration.ts';
import { openBrands } from './open-brands.ts';
import { openFlags } from './open-flags.ts';
import { serverTls } from './open-identity.ts';
import { openLog } from './open-log.ts';
import { type OpenPrediction, openPrediction } from './open-prediction.ts';
import { openQuotas } from './open-quotas.ts';
import { type OpenTemporal, openTemporal } from './open-temporal.ts';
import { openPool } from './postgres-pools.ts';
import { StackError } from './stack/stack-error.ts';
import type { Stack } from './stack.ts';
import { logTemporal } from './temporal-logging.ts';
import { checkIdentity } from './watch-identity.ts';
import { checkSecrets, watchSecrets } from './watch-secrets.ts';

/** What every role is built from: open connections and the process's own instruments. */
export interface Deps {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** The demo shop's pages, served beside the API; null without a demo. */
  readonly demoPages: DemoPages | null;
  /** Ends the process in good order, as failed: a part of it is lost that nobody here can restore. */
  readonly giveUp: (reason: string) => void;
  readonly health: Health;
  readonly database: Database;
  readonly redis: Redis;
  /** A connection of its own for a consumer that blocks. */
  readonly newBlockingRedis: () => Redis;
  readonly clickhouse: ClickHouseClient;
  readonly eventLog: EventLog;
  /** Publishes beside the event log, see `events/topics.ts`. */
  readonly topicWriter: TopicWriter;
  readonly prediction: OpenPrediction;
  /** What is switched on and off. */
  readonly flags: Flags;
  readonly flagNews: FlagNews;
  /** How stores are shown, and under which names. */
  readonly brands: Brands;
  readonly brandNews: BrandNews;
  /** What hard quotas of plans refuse. */
  readonly quotas: Quotas;
  readonly temporal: Pick<OpenTemporal, 'client' | 'connection' | 'onReconnect'> & {
    readonly namespace: string;
    readonly uiUrl: string | undefined;
  };
  close(): Promise<void>;
}

/** A running part of the process. `stop` finishes the work in hand and takes nothing new. */
export interface Role {
  readonly name: string;
  stop(): Promise<void>;
}

export type Instruments = Pick<Deps, 'config' | 'secrets' | 'log' | 'metrics' | 'demoPages' | 'giveUp'> & {
  /** Makes logins of PostgreSQL; null: there is no vault. */
  readonly vault: VaultClient | null;
  /** Who this process is to the servers. */
  readonly identity: Identity;
};

const appConnectionsMax = 12;
const engineConnectionsMax = 8;

/** The doors to PostgreSQL, which know the key that addresses are hashed with from here on. */
async function openSystemOfRecord(
  pools: { readonly app: Sql; readonly engine: Sql },
  secrets: Secrets,
): Promise<Database> {
  let addressKey: Uint8Array | undefined;
  const addressHasher = createAddressHasher(() => {
    if (addressKey === undefined) throw new Error('no address is hashed before the key is opened');
    return addressKey;
  });
  const database = openDatabase({ ...pools, addressHasher });
  try {
    addressKey = await openAddressKey(database, createSealer(secrets.keys));
  } catch (error) {
    throw error instanceof AddressKeyLostError ? new StackError(error.message, { cause: error }) : error;
  }
  return database;
}

/** Opens every connection that the roles share, once per process. */
export async function openDeps(stack: Stack, { vault, identity, ...instruments }: Instruments): Promise<Deps> {
  const { log, config, secrets } = instruments;
  logTemporal(log);
  const tls = serverTls(config, identity);
  const loginsOf = (role: string | undefined) =>
    vault && role ? createVaultLogins(vault, { mount: config.vaultDatabaseMount, role }) : null;
  const [appPool, enginePool] = await Promise.all([
    openPool(
      {
        ...{ setting: 'POSTGRES_URL', url: stack.postgresAppUrl, takeLogin: loginsOf(config.vaultAppRole) },
        ...{ maxConnections: appConnectionsMax, applicationName: 'cart-recovery', tls: tls.postgres },
      },
      { secrets, identity, log },
    ),
    openPool(
      {
        ...{
          setting: 'POSTGRES_ENGINE_URL',
          url: stack.postgresEngineUrl,
          takeLogin: loginsOf(config.vaultEngineRole),
        },
        ...{ maxConnections: engineConnectionsMax, applicationName: 'cart-recovery-engine', tls: tls.postgres },
      },
      { secrets, identity, log },
    ),
  ]);
  const [app, engine] = [appPool.sql, enginePool.sql];
  const onError = (error: Error) => log.warn({ error: error.message }, 'redis connection');
  const newRedis = (purpose: RedisPurpose): Redis => {
    const redis = connectRedis(stack.redisUrl, { purpose, onError, tls: tls.redis });
    if (tls.redis)
      redis.once(
        'end',
        identity.onChange(() => void renewConnection(redis)),
      );
    return redis;
  };
  const redis = newRedis('request');
  const newBlockingRedis = () => newRedis('blocking');
  const temporal = await openTemporal(stack.temporal, { log });
  const database = await openSystemOfRecord({ app, engine }, secrets);
  const { eventLog, topicWriter, ...openedLog } = await openLog({
    ...instruments,
    database,
    redis,
    newBlockingRedis,
    tls: tls.kafka,
  });

  const health = createHealth(
    {
      postgres: () => app`select 1`,
      redis: () => redis.ping(),
      clickhouse: async () => {
        const pong = await stack.clickhouse.ping();
        if (!pong.success) throw pong.error;
      },
      temporal: () => temporal.check(),
      ...openedLog.checks,
      secrets: () => checkSecrets(secrets),
      ...(identity.state() && { identity: () => checkIdentity(identity) }),
    },
    { goesOnWithout: ['secrets', 'identity'] },
  );
  const { metrics } = instruments;
  const watching = watchSecrets({ secrets, log, metrics, rereadMs: config.secretsRereadMs });

  const { flags, flagNews, close: closeFlags } = await openFlags({ ...instruments, database, redis, newBlockingRedis });
  const {
    brands,
    brandNews,
    close: closeBrands,
  } = await openBrands({ ...instruments, database, redis, newBlockingRedis });
  const { quotas, close: closeQuotas } = openQuotas({ ...instruments, database });
  const prediction = openPrediction({ ...instruments, database, redis, flags, clickhouse: stack.clickhouse });

  return {
    ...instruments,
    health,
    database,
    redis,
    newBlockingRedis,
    clickhouse: stack.clickhouse,
    eventLog,
    topicWriter,
    prediction,
    flags,
    flagNews,
    brands,
    brandNews,
    quotas,
    temporal: {
      client: temporal.client,
      get connection() {
        return temporal.connection;
      },
      onReconnect: temporal.onReconnect,
      namespace: stack.temporal.namespace,
      uiUrl: stack.temporalUiUrl,
    },
    async close() {
      await Promise.all([
        watching.stop(),
        openedLog.close(),
        prediction.close(),
        closeFlags(),
        closeBrands(),
        closeQuotas(),
      ]);
      await Promise.allSettled([temporal.close(), redis.quit(), appPool.close(), enginePool.close()]);
    },
  };
}
