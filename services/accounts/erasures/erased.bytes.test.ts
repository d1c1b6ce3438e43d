import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { connectPostgres } from '../../../db/postgres/connect.ts';
import { createDatabase } from '../../../db/postgres/create-database.ts';
import { migratePostgres } from '../../../db/postgres/migrate.ts';
import { openDatabase } from '../../../db/postgres/tenancy.ts';
import { connectRedis } from '../../../db/redis/connect.ts';
import { system } from '../../../domain/actor.ts';
import { createStreamsLog } from '../../../events/streams.ts';
import { loadConfig } from '../../../runtime/config.ts';
import { scrubLog } from '../../../scripts/scrub/scrub-log.ts';
import { scrubPostgres } from '../../../scripts/scrub/scrub-postgres.ts';
import { addressHasher } from '../../../test/address-hasher.ts';
import { type Erasing, eraseUntilDone, erasureKeys, rememberingHistories } from '../../../test/erasure-fixture.ts';
import { leaveTraces } from '../../../test/erasure-traces.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { anyFreePort } from '../../../workers/stack/choose-port.ts';
import { openClickhouse } from '../../../workers/stack/clickhouse.ts';
import { findBinary } from '../../../workers/stack/find-binary.ts';
import { startPostgres } from '../../../workers/stack/postgres.ts';
import { serverPaths } from '../../../workers/stack/server-paths.ts';
import { startValkey } from '../../../workers/stack/valkey.ts';
import { analyticsConsumer } from '../../analytics/export/export-events.ts';
import { requestErasure } from './request.ts';

const password = 'of-the-servers-of-this-test';

/** The servers of an embedded installation in a folder of their own, as durable as they are there. */
async function startServers() {
  const folder = mkdtempSync(join(tmpdir(), 'cart-bytes-'));
  chmodSync(folder, 0o755);
  const postgres = await startPostgres({ paths: serverPaths(folder, 'postgres'), port: await anyFreePort(), password });
  const valkey = await startValkey({
    binary: findBinary('valkey-server', loadConfig(process.env).valkeyServerPath),
    paths: serverPaths(folder, 'valkey'),
    port: await anyFreePort(),
  });
  const clickhouse = await openClickhouse(join(folder, 'clickhouse'));
  const { ownerUrl, appUrl, engineUrl } = await createDatabase(postgres.superuserUrl, { database: 'cart', password });
  await migratePostgres(ownerUrl);
  await migrateClickhouse(clickhouse);
  const [app, engine] = [appUrl, engineUrl].map((url) =>
    connectPostgres(url, { maxConnections: 4, applicationName: 'test' }),
  );
  if (!app || !engine) throw new Error('two logins were asked for');
  const redis = connectRedis(valkey.url, { purpose: 'request' });
  onTestFinished(async () => {
    await Promise.all([app.end({ timeout: 5 }), engine.end({ timeout: 5 })]);
    redis.disconnect();
    await clickhouse.close();
    await Promise.all([postgres.stop(), valkey.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });
  const erasing: Erasing = {
    ...{ database: openDatabase({ app, engine, addressHasher }), redis, clickhouse },
    eventLog: createStreamsLog({ redis, newBlockingRedis: () => redis, partitions: 2 }),
    ...{ keys: erasureKeys, consumers: [analyticsConsumer] },
  };
  return { folder, erasing, adminUrl: Object.assign(new URL(postgres.superuserUrl), { pathname: '/cart' }).href };
}

/** As autovacuum does from time to time: statistics hold values of the rows. */
async function analyze(url: string): Promise<void> {
  const sql = connectPostgres(url, { maxConnections: 1, applicationName: 'test' });
  await sql`analyze`;
  await sql.end({ timeout: 5 });
}

/** Files below a folder that hold a word, as it is or as the hexadecimal digits of a byte array; servers remove some meanwhile. */
function filesWith(folder: string, word: string): readonly string[] {
  const hex = Buffer.from(word).toString('hex');
  return orNone(() => readdirSync(folder, { withFileTypes: true })).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesWith(path, word);
    if (!entry.isFile()) return [];
    const holds = orNone(() => [readFileSync(path)]).some((bytes) => bytes.includes(word) || bytes.includes(hex));
    return holds ? [path] : [];
  });
}

function orNone<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

const serverOf = (folder: string, path: string): string => relative(folder, path).split(sep)[0] ?? '';

test('of somebody who is erased no byte is left in any file, once what lingers was written anew (operations T13)', async () => {
  const { folder, erasing, adminUrl } = await startServers();
  const { clickhouse, eventLog, redis } = erasing;
  const shop = await createShop(erasing.database);
  const { word, customerId, workflowId } = await leaveTraces(erasing, shop);
  const histories = rememberingHistories();
  histories.runs.set(workflowId, 'closed');
  await analyze(adminUrl);
  const before = filesWith(folder, word).map((path) => serverOf(folder, path));
  expect(before).toEqual(expect.arrayContaining(['postgres', 'valkey', 'clickhouse']));

  const asked = { actor: system, storeId: shop.storeId, customerId, reason: 'asked_by_person' } as const;
  await requestErasure({ database: erasing.database, keys: erasureKeys, now: Date.now }, asked);
  await eraseUntilDone(erasing, { histories });
  // What time does: consumers pass, and parts that a deletion replaced are removed after eight minutes.
  for (let partition = 0; partition < eventLog.partitions; partition++) {
    const end = await eventLog.end(partition);
    if (end !== null) await eventLog.trim(partition, end);
  }
  await clickhouse.command({ query: 'alter table events modify setting old_parts_lifetime = 1' });
  await expect.poll(() => filesWith(join(folder, 'clickhouse'), word)).toEqual([]);

  await scrubPostgres(adminUrl);
  await scrubLog(redis);
  expect(filesWith(folder, word)).toEqual([]);
});
