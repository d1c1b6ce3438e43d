import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type DatabaseUrls } from '../../db/postgres/create-database.ts';
import { migratePostgres } from '../../db/postgres/migrate.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { findBinary } from '../../workers/stack/find-binary.ts';
import { startPostgres } from '../../workers/stack/postgres.ts';
import { serverPaths } from '../../workers/stack/server-paths.ts';
import { startValkey } from '../../workers/stack/valkey.ts';

/** Servers of one bench, durable as in production, in a folder that goes away with them. */
export interface ScratchStores {
  readonly database: DatabaseUrls;
  /** Of the same database, past every right: for what no process of the engine may write. */
  readonly superuserUrl: string;
  readonly redisUrl: string;
  stop(): Promise<void>;
}

const databaseName = 'cart_bench';

export async function startScratchStores(): Promise<ScratchStores> {
  const folder = mkdtempSync(join(tmpdir(), 'cart-bench-'));
  // The database server may run as a user of its own, who has to get to its folder.
  chmodSync(folder, 0o755);
  const password = randomBytes(18).toString('hex');
  const [postgresPort, valkeyPort] = [await anyFreePort(), await anyFreePort()];
  const [postgres, valkey] = await Promise.all([
    startPostgres({ paths: serverPaths(folder, 'postgres'), port: postgresPort, password }),
    startValkey({
      binary: findBinary('valkey-server', process.env['VALKEY_SERVER_PATH']),
      paths: serverPaths(folder, 'valkey'),
      port: valkeyPort,
    }),
  ]);
  const database = await createDatabase(postgres.superuserUrl, { database: databaseName, password });
  await migratePostgres(database.ownerUrl);
  return {
    database,
    superuserUrl: Object.assign(new URL(postgres.superuserUrl), { pathname: databaseName }).href,
    redisUrl: valkey.url,
    async stop() {
      await Promise.all([postgres.stop(), valkey.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
