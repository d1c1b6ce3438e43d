import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, inject, onTestFinished } from 'vitest';
import { z } from 'zod';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { databaseUrls } from '../../db/postgres/create-database.ts';
import {
  addressKeys,
  erasures,
  erasureTombstones,
  identities,
  messages,
  optInRequests,
  recoveries,
} from '../../db/postgres/schema/index.ts';
import { type Database, openDatabase, withEngine, withStore } from '../../db/postgres/tenancy.ts';
import { connectRedis } from '../../db/redis/connect.ts';
import { system } from '../../domain/actor.ts';
import { dayMs } from '../../domain/duration.ts';
import { createStreamsLog } from '../../events/streams.ts';
import { loadConfig } from '../../runtime/config.ts';
import { createLogger } from '../../runtime/logging.ts';
import { createProgress } from '../../runtime/progress.ts';
import { createSealer } from '../../runtime/sealer.ts';
import { copyPostgres } from '../../scripts/backup/copy-postgres.ts';
import { checkFiles, readManifest } from '../../scripts/backup/manifest.ts';
import { checkVersions } from '../../scripts/restore/check-versions.ts';
import { eraseRows } from '../../services/accounts/erasures/erase-rows.ts';
import { requestErasure } from '../../services/accounts/erasures/request.ts';
import { readBackupState, readLostWindows } from '../../services/state/backups/read-backups.ts';
import { checkAddress } from '../../services/state/suppressions/check.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { findBinary } from '../../workers/stack/find-binary.ts';
import { startPostgres } from '../../workers/stack/postgres.ts';
import { serverPaths } from '../../workers/stack/server-paths.ts';
import { startValkey } from '../../workers/stack/valkey.ts';
import { startStack } from '../../workers/stack.ts';
import { addressHash, addressHasher, addressKey } from '../address-hasher.ts';
import { eventsOf } from '../event-factory.ts';
import { secretsOf } from '../secrets-of.ts';
import { createShop, type Shop } from '../shop-factory.ts';
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

interface ErasedSince {
  readonly customerId: string;
  readonly erasureId: string;
  /** What they were known by when they were erased. */
  readonly tombstones: readonly string[];
}

/** The key that the tests hash addresses with, as an engine would have drawn it. */
function keepAddressKey(database: Database): Promise<unknown> {
  const sealed = createSealer(secrets.LINK_SECRET).seal(
    addressKey.toString('base64url'),
    'address_keys/addresses/sealed',
  );
  return withEngine(database, (tx) => tx.insert(addressKeys).values({ id: 'addresses', sealed }));
}

/** Erases somebody who was there before the backup, and who got another address after it. */
async function eraseSince(database: Database, shop: Shop, customerId: string): Promise<ErasedSince> {
  const value = 'after-the-backup@shopper.example';
  await shop.write((tx) =>
    tx
      .insert(identities)
      .values({ storeId: shop.storeId, kind: 'email', value, customerId, addressHash: addressHash(value) }),
  );
  const erasure = await requestErasure(
    { database, keys: secrets.LINK_SECRET, now: Date.now },
    { actor: system, storeId: shop.storeId, customerId, reason: 'asked_by_person' },
  );
  const kept = await shop.write((tx) => tx.select().from(erasureTombstones));
  return { customerId, erasureId: erasure.id, tombstones: kept.map(({ hash }) => hash).toSorted() };
}

/** Nothing goes to them before the first process runs, what the log still tells of them is kept out, and their rows go. */
async function expectErasedAgain(
  restored: Database,
  storeId: string,
  { customerId, erasureId, tombstones }: ErasedSince,
): Promise<void> {
  const { erasure, kept, address } = await withStore(restored, storeId, async (tx) => ({
    erasure: (await tx.select().from(erasures))[0],
    kept: await tx.select().from(erasureTombstones),
    address: await checkAddress(tx, { storeId, customerId, channel: 'email' }),
  }));
  expect(erasure).toMatchObject({ id: erasureId, customerIds: [customerId], stage: 'requested' });
  expect(erasure?.dueAt).not.toBeNull();
  expect(kept.map(({ hash }) => hash).toSorted()).toEqual(tombstones);
  expect(address).toEqual({ kind: 'suppressed' });
  expect((await readBackupState(restored)).openErasures).toBe(1);
  if (erasure) await eraseRows(restored, erasure);
  const left = await withStore(restored, storeId, (tx) =>
    tx.select().from(identities).where(eq(identities.customerId, customerId)),
  );
  expect(left).toEqual([]);
}

test('a backup or a restore that is killed leaves nothing that passes for a whole one, and the restored engine holds its sends (operations T9, T10, T11)', async ({
  database,
  systemOfRecord,
}) => {
  const { folder, redisUrl } = await openLog();
  const shop = await createShop(systemOfRecord);
  await keepAddressKey(systemOfRecord);
  const cart = await shop.cart({ customerId: await shop.customer() });
  const recoveryId = await shop.recovery(cart, { stage: 'waiting', startedAt: new Date() });
  const leaving = await shop.customer({ email: 'leaving@shopper.example' });
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
  const erased = await eraseSince(systemOfRecord, shop, leaving);
  const ledger = await runScript('backup', ['--erasures', join(folder, 'later.erasures.json')], { env: there });
  expect(ledger.output).toContain('has the 1 erasures and ');

  const begun = { env: here, killOnce: join(dataDir, 'restoring') };
  expect(await runScript('restore', ['--from', backup], begun)).toMatchObject({ code: null });
  const started = startStack(loadConfig(here), {
    ...{ secrets: secretsOf(here), log: createLogger({ level: 'silent', role: 'test' }) },
    progress: createProgress({ write: () => true }),
  });
  await expect(started).rejects.toThrow('is half restored');
  const setUp = await runScript('restore', ['--from', backup], { env: here });
  expect(setUp.code, setUp.output).toBe(0);
  expect(setUp.output).toContain(': 1 erasures and 2 refusals that the backup did not know');
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
  await expectErasedAgain(restored, shop.storeId, erased);

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
