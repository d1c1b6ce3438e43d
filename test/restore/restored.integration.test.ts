import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished } from 'vitest';
import { z } from 'zod';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { databaseUrls } from '../../db/postgres/create-database.ts';
import { messages, optInRequests, recoveries } from '../../db/postgres/schema/index.ts';
import { openDatabase, withEngine } from '../../db/postgres/tenancy.ts';
import { connectRedis } from '../../db/redis/connect.ts';
import { dayMs } from '../../domain/duration.ts';
import { createStreamsLog } from '../../events/streams.ts';
import { loadConfig } from '../../runtime/config.ts';
import { createLogger } from '../../runtime/logging.ts';
import { createProgress } from '../../runtime/progress.ts';
import { copyPostgres } from '../../scripts/backup/copy-postgres.ts';
import { checkFiles, readManifest } from '../../scripts/backup/manifest.ts';
import { checkVersions } from '../../scripts/restore/check-versions.ts';
import { readBackupState, readLostWindows } from '../../services/state/backups/read-backups.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { findBinary } from '../../workers/stack/find-binary.ts';
import { startPostgres } from '../../workers/stack/postgres.ts';
import { serverPaths } from '../../workers/stack/server-paths.ts';
import { startValkey } from '../../workers/stack/valkey.ts';
import { startStack } from '../../workers/stack.ts';
import { addressHasher } from '../address-hasher.ts';
import { eventsOf } from '../event-factory.ts';
import { secretsOf } from '../secrets-of.ts';
import { createShop } from '../shop-factory.ts';
import { test } from '../system-of-record.ts';
import { runScript } from './run-command.ts';

const secrets = {
  ADMIN_API_KEY: 'admin_key-of-this-test-that-is-long-enough',
  LINK_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
};

/** A folder of its own, and an event log with one event in it. */
async function openLog() {
  const folder = mkdtempSync(join(tmpdir(), 'cart-restore-'));
  const binary = findBinary('valkey-server', loadConfig(process.env).valkeyServerPath);
  const server = await startValkey({ binary, paths: serverPaths(folder, 'valkey'), port: await anyFreePort() });
  const redis = connectRedis(server.url, { purpose: 'request' });
  onTestFinished(async () => {
    await redis.quit();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const log = createStreamsLog({ redis, newBlockingRedis: () => redis });
  const storeId = randomUUID();
  await log.append(storeId, [eventsOf(storeId)('product_viewed', { productId: 'p-1' })]);
  return { folder, redisUrl: server.url };
}

/** The tables of a data folder, as its next engine finds them. */
async function openRestored(dataDir: string) {
  const paths = serverPaths(dataDir, 'postgres');
  const { postgresPassword: password } = z
    .object({ postgresPassword: z.string() })
    .parse(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')));
  const server = await startPostgres({ paths, port: await anyFreePort(), password });
  const urls = databaseUrls(server.superuserUrl, 'cart_recovery', password);
  const [app, engine] = [urls.appUrl, urls.engineUrl].map((url) =>
    connectPostgres(url, { maxConnections: 1, applicationName: 'test' }),
  );
  if (!app || !engine) throw new Error('two logins were asked for');
  onTestFinished(async () => {
    await Promise.all([app.end({ timeout: 5 }), engine.end({ timeout: 5 })]);
    await server.stop();
  });
  return openDatabase({ app, engine, addressHasher });
}

test('a backup or a restore that is killed leaves nothing that passes for a whole one, and the restored engine holds its sends (operations T9, T11)', async ({
  database,
  systemOfRecord,
}) => {
  const { folder, redisUrl } = await openLog();
  const shop = await createShop(systemOfRecord);
  const cart = await shop.cart({ customerId: await shop.customer() });
  const recoveryId = await shop.recovery(cart, { stage: 'waiting', startedAt: new Date() });
  const messageId = await shop.sentMessage(cart, recoveryId, { state: 'retry' });
  const soon = new Date(Date.now() + dayMs);
  const about = { dueAt: soon, requestedAt: new Date(), expiresAt: soon };
  await shop.write((tx) =>
    tx
      .insert(optInRequests)
      .values({ storeId: shop.storeId, id: randomUUID(), email: 'a@b.c', addressHash: 'h', ...about }),
  );
  const adminUrl = Object.assign(new URL(inject('servers').postgres.superuserUrl), {
    pathname: new URL(database.appUrl).pathname,
  }).href;
  const there = {
    ...{ POSTGRES_URL: database.appUrl, POSTGRES_ENGINE_URL: database.engineUrl, POSTGRES_ADMIN_URL: adminUrl },
    ...{ REDIS_URL: redisUrl, CLICKHOUSE_URL: 'http://127.0.0.1:9', TEMPORAL_ADDRESS: '127.0.0.1:9', ...secrets },
  };
  const dataDir = join(folder, 'restored');
  const here = { ...secrets, DATA_DIR: dataDir };
  const backup = join(folder, 'backup');
  const unfinished = `${backup}.unfinished`;

  expect(await runScript('backup', ['--to', backup], { env: there, killOnce: unfinished })).toMatchObject({
    code: null,
  });
  expect([existsSync(backup), existsSync(unfinished)]).toEqual([false, true]);
  expect(await runScript('restore', ['--from', unfinished], { env: here })).toEqual({
    code: 1,
    output: `✗ ${unfinished} is no backup: it was interrupted while it was made.\n`,
  });
  const made = await runScript('backup', ['--to', backup], { env: there });
  expect(made.code, made.output).toBe(0);
  expect(existsSync(unfinished)).toBe(false);
  expect((await readBackupState(systemOfRecord)).backupAsOf).not.toBeNull();

  const begun = { env: here, killOnce: join(dataDir, 'restoring') };
  expect(await runScript('restore', ['--from', backup], begun)).toMatchObject({ code: null });
  const started = startStack(loadConfig(here), {
    ...{ secrets: secretsOf(here), log: createLogger({ level: 'silent', role: 'test' }) },
    progress: createProgress({ write: () => true }),
  });
  await expect(started).rejects.toThrow('is half restored');
  const setUp = await runScript('restore', ['--from', backup], { env: here });
  expect(setUp.code, setUp.output).toBe(0);
  expect((await runScript('restore', ['--from', backup], { env: here })).output).toContain('is not empty');

  const restored = await openRestored(dataDir);
  const { heldSince, restoredAt } = await readBackupState(restored);
  expect(heldSince).toBe(restoredAt);
  const [lost] = await readLostWindows(restored);
  expect(lost?.until).toBe(restoredAt);
  const rows = await withEngine(restored, async (tx) => ({
    messages: await tx.select({ id: messages.id, inDoubt: messages.inDoubt }).from(messages),
    recoveries: await tx.select({ id: recoveries.id, stage: recoveries.stage }).from(recoveries),
    optIns: await tx.select({ status: optInRequests.status }).from(optInRequests),
  }));
  expect(rows).toEqual({
    messages: [{ id: messageId, inDoubt: true }],
    recoveries: [{ id: recoveryId, stage: 'starting' }],
    optIns: [{ status: 'unknown' }],
  });

  const other = { ...here, DATA_DIR: join(folder, 'elsewhere'), LINK_SECRET: 'another-secret-that-is-long-enough-too' };
  expect((await runScript('restore', ['--from', backup], { env: other })).output).toContain(
    'What is sealed in the backup opens with the key',
  );
  const manifest = readManifest(backup);
  await checkFiles(backup, manifest);
  const spoilt = join(backup, 'postgres', 'stores.copy.gz');
  truncateSync(spoilt, statSync(spoilt).size - 1);
  await expect(checkFiles(backup, manifest)).rejects.toThrow('postgres/stores.copy.gz has another size');
  rmSync(spoilt);
  writeFileSync(join(backup, 'more'), '');
  await expect(checkFiles(backup, manifest)).rejects.toThrow(
    'is damaged: postgres/stores.copy.gz is missing; more is not named in manifest.json. Nothing was changed.',
  );
  checkVersions(manifest, loadConfig(here));
  const older = { ...manifest, postgres: { ...manifest.postgres, major: 9 } };
  expect(() => checkVersions(older, loadConfig(here))).toThrow('The backup was made of PostgreSQL 9, and here is');
});

test('a login that sees one store at a time makes no backup (operations T9)', async ({ database }) => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-restore-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const url of [database.ownerUrl, database.appUrl, database.engineUrl])
    await expect(copyPostgres(url, folder)).rejects.toThrow('sees one store at a time');
});
