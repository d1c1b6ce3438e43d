import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { createDatabase } from '../db/postgres/create-database.ts';
import { migratePostgres } from '../db/postgres/migrate.ts';
import { partitionOf } from '../events/event-log.ts';
import { loadConfig } from '../runtime/config.ts';
import { anyFreePort } from '../workers/stack/choose-port.ts';
import { findBinary } from '../workers/stack/find-binary.ts';
import { startPostgres } from '../workers/stack/postgres.ts';
import { serverPaths } from '../workers/stack/server-paths.ts';
import { startValkey } from '../workers/stack/valkey.ts';
import { type ApiFixture, test as apiTest } from './api-fixture.ts';

/** Servers of this file alone, which it may stop without ending them. */
const servers = await (async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-hanging-'));
  chmodSync(folder, 0o755);
  const password = randomBytes(18).toString('hex');
  const [postgresPaths, valkeyPaths] = [serverPaths(folder, 'postgres'), serverPaths(folder, 'valkey')];
  const postgres = await startPostgres({ paths: postgresPaths, port: await anyFreePort(), password, durable: false });
  const binary = findBinary('valkey-server', loadConfig(process.env).valkeyServerPath);
  const valkey = await startValkey({ binary, paths: valkeyPaths, port: await anyFreePort(), durable: false });
  const database = await createDatabase(postgres.superuserUrl, { database: 'hanging', password });
  await migratePostgres(database.ownerUrl);
  return { folder, postgres, valkey, database, pids: { postgres: postgresPaths.pidFile, valkey: valkeyPaths.pidFile } };
})();

const test = apiTest
  .override('database', { scope: 'file' }, async ({}, { onCleanup }) => {
    onCleanup(async () => {
      await Promise.all([servers.postgres.stop(), servers.valkey.stop()]);
      rmSync(servers.folder, { recursive: true, force: true });
    });
    return servers.database;
  })
  .override('redis', { scope: 'file' }, () => ({ url: servers.valkey.url }));

/** Runs `work` while a server and all of its processes stand still; it goes on only after `work` has its answers. */
async function whileHanging<T>(server: keyof typeof servers.pids, work: () => Promise<T>): Promise<T> {
  const pid = Number.parseInt(readFileSync(servers.pids[server], 'utf8'), 10);
  const pids = [pid, ...childrenOf(pid)];
  for (const each of pids) process.kill(each, 'SIGSTOP');
  try {
    return await work();
  } finally {
    for (const each of pids) process.kill(each, 'SIGCONT');
  }
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ')[1]) === parent;
      } catch {
        // It ended meanwhile.
        return false;
      }
    });
}

const happenedAt = new Date().toISOString();
const view = (id: string = randomUUID()) => ({
  id,
  type: 'product_viewed',
  occurredAt: happenedAt,
  who: { anonymousId: 'visitor-1' },
  productId: 'lamp',
});

async function idsInLog({ eventLog }: ApiFixture, storeId: string): Promise<readonly string[]> {
  const partition = partitionOf(storeId, eventLog.partitions);
  const entries = await eventLog.read(partition, null, { eventsMax: 100_000, waitMs: 0 });
  return entries.flatMap(({ events }) => events.filter((one) => one.storeId === storeId).map(({ id }) => id));
}

describe('while Valkey hangs', () => {
  test('events are refused with 503 and the time to come back, and what was acknowledged is there once', async ({
    api,
  }) => {
    const store = await api.newStore();
    const { call } = await api.serve();
    const post = (body: object) => call('/v1/events', { method: 'POST', key: store.key, body });
    expect((await post(view('before'))).status).toBe(202);
    const refused = await whileHanging('valkey', () =>
      Promise.all([post(view('a')), post(view('b')), post({ events: [view('c'), view('d')] })]),
    );
    for (const { status, json, headers } of refused) {
      expect([status, json.error.code]).toEqual([503, 'unavailable']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const all = ['before', 'a', 'b', 'c', 'd'];
    await expect.poll(async () => (await post({ events: all.map(view) })).status, { timeout: 60_000 }).toBe(202);
    expect((await idsInLog(api, store.id)).toSorted()).toEqual(all.toSorted());
  });

  test('what needs PostgreSQL alone is answered', async ({ api }) => {
    const store = await api.newStore();
    const { status } = await whileHanging('valkey', () => api.call('/v1/store', { key: store.key }));
    expect(status).toBe(200);
  });
});

describe('while PostgreSQL hangs', () => {
  test('events of a key that was seen a minute ago are taken in', async ({ api }) => {
    const store = await api.newStore();
    let aheadMs = 0;
    const { call } = await api.serve({ now: () => Date.now() + aheadMs });
    const post = (id: string) => call('/v1/events', { method: 'POST', key: store.key, body: view(id) });
    await post('before');
    aheadMs = 30_000;
    expect((await whileHanging('postgres', () => post('during'))).json).toEqual({ id: 'during', status: 'accepted' });
    expect(await idsInLog(api, store.id)).toEqual(['before', 'during']);
  });

  test('a key that was never seen is told to come back', async ({ api }) => {
    const store = await api.newStore();
    const { call } = await api.serve();
    const post = () => call('/v1/events', { method: 'POST', key: store.key, body: view() });
    const { status, json, headers } = await whileHanging('postgres', post);
    expect([status, json.error.code]).toEqual([503, 'unavailable']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
