import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectPostgres } from '../db/postgres/connect.ts';
import { createDatabase } from '../db/postgres/create-database.ts';
import { migratePostgres } from '../db/postgres/migrate.ts';
import { loadConfig } from '../runtime/config.ts';
import { anyFreePort } from '../workers/stack/choose-port.ts';
import { findBinary } from '../workers/stack/find-binary.ts';
import { startPostgres } from '../workers/stack/postgres.ts';
import { serverPaths } from '../workers/stack/server-paths.ts';
import { startValkey } from '../workers/stack/valkey.ts';

/** What tests need to make stores of their own; `test/fixtures.ts` turns it into databases and connections. */
export interface TestServers {
  readonly postgres: { readonly superuserUrl: string; readonly templateDatabase: string; readonly password: string };
  readonly redisUrl: string;
  readonly temporalCliPath: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    servers: TestServers;
  }
}

/** Each test file has its own numbered database; far more than there will ever be files. */
const valkeyDatabases = 2_000;
const templateDatabase = 'cart_template';

interface RunningServers {
  readonly servers: TestServers;
  stop(): Promise<void>;
}

/** Several projects of one run share the servers; each evaluates this file anew, so the place is global. */
const shared = globalThis as typeof globalThis & {
  cartTestServers?: { started: Promise<RunningServers>; users: number };
};

/** Starts PostgreSQL and Valkey once per run in a temporary folder, and migrates the database that tests are copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.cartTestServers ??= { started: startServers(), users: 0 };
  const use = shared.cartTestServers;
  use.users += 1;
  const { servers, stop } = await use.started;
  project.provide('servers', servers);
  return async () => {
    use.users -= 1;
    if (use.users > 0) return;
    delete shared.cartTestServers;
    await stop();
  };
}

async function startServers(): Promise<RunningServers> {
  const config = loadConfig(process.env);
  const folder = mkdtempSync(join(tmpdir(), 'cart-test-'));
  // The database server may run as a user of its own, who has to get to its folder.
  chmodSync(folder, 0o755);
  const password = randomBytes(18).toString('hex');
  const [postgresPort, valkeyPort] = [await anyFreePort(), await anyFreePort()];
  const [postgres, valkey] = await Promise.all([
    startPostgres({ paths: serverPaths(folder, 'postgres'), port: postgresPort, password, durable: false }),
    startValkey({
      binary: findBinary('valkey-server', config.valkeyServerPath),
      paths: serverPaths(folder, 'valkey'),
      port: valkeyPort,
      databases: valkeyDatabases,
      durable: false,
    }),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all([postgres.stop(), valkey.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await prepareTemplate(postgres.superuserUrl, password);
  } catch (error) {
    await stop();
    throw error;
  }
  const servers: TestServers = {
    postgres: { superuserUrl: postgres.superuserUrl, templateDatabase, password },
    redisUrl: valkey.url,
    temporalCliPath: config.temporalCliPath ?? join(import.meta.dirname, '..', '.cache', 'bin', 'temporal'),
  };
  return { servers, stop };
}

/** A template must have no connections while it is copied, so nobody may connect to it any more. */
async function prepareTemplate(superuserUrl: string, password: string): Promise<void> {
  const { ownerUrl } = await createDatabase(superuserUrl, { database: templateDatabase, password });
  await migratePostgres(ownerUrl);
  const admin = connectPostgres(superuserUrl, { maxConnections: 1, applicationName: 'test-setup' });
  await admin.unsafe(`alter database ${templateDatabase} with allow_connections false is_template true`);
  await admin.end({ timeout: 5 });
}
