import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { describe, expect, onTestFinished } from 'vitest';
import { eventFlows, providerCallbacks, topicOutbox } from '../../../db/postgres/schema/index.ts';
import { withoutStore, withStore } from '../../../db/postgres/tenancy.ts';
import { connectRedis } from '../../../db/redis/connect.ts';
import { dayMs, minuteMs } from '../../../domain/duration.ts';
import { announceProcess } from '../../../services/analytics/operations/process-registry.ts';
import { createReadOperations } from '../../../services/analytics/operations/read-operations.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { secretsOf } from '../../../test/secrets-of.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { anyFreePort } from '../../../workers/stack/choose-port.ts';

const topic = 'dlq.failed-events';

/** The route on real stores, with a Temporal server that is away. */
async function open(api: ApiFixture, redisUrl: string, dependencies: Record<string, boolean> = { postgres: true }) {
  const redis = connectRedis(redisUrl, { purpose: 'request' });
  // Its calls fail at once: nobody is waited for.
  const connection = Connection.lazy({ address: `127.0.0.1:${await anyFreePort()}`, interceptors: [] });
  onTestFinished(async () => {
    await connection.close();
    await redis.quit();
  });
  const sinceMs = Date.now() - 3 * minuteMs;
  const readOperations = createReadOperations({
    database: api.database,
    redis,
    eventLog: api.eventLog,
    temporal: { client: new Client({ connection }), namespace: 'default', deploymentName: 'cart-recovery' },
    health: {
      report: async () => ({
        status: 'ok',
        checks: Object.fromEntries(
          Object.entries(dependencies).map(([name, ok]) => [
            name,
            { ok, latencyMs: 1, sinceMs, ...(!ok && { error: 'ECONNREFUSED' }) },
          ]),
        ),
      }),
    },
    secrets: secretsOf({ LINK_SECRET: 'a key of the tests that is long enough' }),
    secretsAgeMsMax: 365 * dayMs,
    roles: ['api', 'pipeline'],
    topics: [topic],
    now: Date.now,
  });
  const { call } = api.appWith({ readOperations });
  const process = { id: randomUUID(), version: '1.0.0', host: 'here', startedMs: Date.now(), away: [] };
  return {
    announce: (...roles: string[]) => announceProcess(redis, { ...process, roles }),
    read: async () => (await call('/v1/operations', { key: api.adminKey })).json,
    call,
  };
}

describe('the view of the installation', () => {
  test('is the operator’s, and no key of a store opens it', async ({ api, redis: { url } }) => {
    const { call } = await open(api, url);
    const { key } = await api.newStore();
    expect((await call('/v1/operations', { key })).status).toBe(403);
    expect((await call('/v1/operations')).status).toBe(401);
    expect((await call('/v1/operations', { key: api.adminKey })).status).toBe(200);
  });

  test('shows what is away in its own part, and everything else as it is', async ({ api, redis: { url } }) => {
    const { read, announce } = await open(api, url, { postgres: true, clickhouse: false });
    await announce('api', 'pipeline');
    const shown = await read();
    expect(shown.taskQueues).toMatchObject({ status: 'unavailable' });
    for (const part of ['work', 'relays', 'flows', 'partitions', 'processes'])
      expect([part, shown[part].status]).toEqual([part, 'known']);
    expect(shown.partitions.value).toHaveLength(api.eventLog.partitions);
    expect(shown.problems[0]).toMatchObject({ kind: 'dependency_away', subject: 'clickhouse', severity: 'bad' });
    expect(shown.dependencies).toMatchObject([{ ok: true }, { name: 'clickhouse', error: 'ECONNREFUSED' }]);
  });

  test('names a role that no process runs', async ({ api, redis: { url } }) => {
    const { read, announce } = await open(api, url);
    await announce('api', 'pipeline', 'of another release');
    const { problems, processes } = await read();
    expect(problems.filter(({ kind }: { kind: string }) => kind === 'role_missing')).toEqual([]);
    expect(processes.value.at(-1)).toMatchObject({ roles: ['api', 'pipeline', 'of another release'], away: [] });
  });

  test('counts what waits, of every store, with the age of the oldest', async ({ api, redis: { url } }) => {
    const { read } = await open(api, url);
    const shop = await createShop(api.database, { name: 'Silent shop' });
    const { storeId } = shop;
    const customerId = await shop.customer();
    const due = new Date(Date.now() - 7 * minuteMs);
    const cart = await shop.cart({ customerId, abandonAt: due });
    await shop.recovery(cart, { stage: 'starting', createdAt: due });
    const ago = (minutes: number): Date => new Date(Date.now() - minutes * minuteMs);
    await withStore(api.database, storeId, async (tx) => {
      await tx.insert(eventFlows).values({
        ...{ storeId, state: 'silent', since: due, lastEventAt: due, expectedEvents: 31.4, checkedAt: new Date() },
      });
      await tx.insert(topicOutbox).values({ topic, storeId, rowId: randomUUID(), createdAt: ago(9) });
    });
    await withoutStore(api.database, (tx) =>
      tx.insert(providerCallbacks).values({
        ...{ id: randomUUID(), provider: 'resend', identity: randomUUID(), url: '/', headers: {} },
        ...{ body: Buffer.from('{}'), dueAt: ago(2), receivedAt: ago(2) },
      }),
    );
    const { work, relays, flows, problems } = await read();
    expect(work.value.carts).toEqual({ waiting: 1, oldestAt: due.toISOString() });
    expect(work.value.recoveries).toEqual({ waiting: 1, oldestAt: due.toISOString() });
    expect(work.value.inboxes).toContainEqual(expect.objectContaining({ name: 'callbacks', waiting: 1 }));
    expect(relays.value).toContainEqual(expect.objectContaining({ topic, waiting: 1 }));
    expect(flows.value.stores[0]).toMatchObject({ storeId, state: 'silent', expectedEvents: 31 });
    const seen = problems.map((one: Record<string, unknown>) => [one['kind'], one['severity'], one['subject']]);
    expect(seen).toEqual(
      expect.arrayContaining([
        ['carts_waiting', 'bad', null],
        ['recoveries_waiting', 'bad', null],
        ['inbox_behind', 'warn', 'callbacks'],
        ['relay_behind', 'warn', topic],
        ['store_silent', 'warn', storeId],
      ]),
    );
    expect(problems.find(({ kind }: { kind: string }) => kind === 'store_silent')?.subjectName).toBe('Silent shop');
  });

  test('is read once for everybody who looks at the same moment', async ({ api, redis: { url } }) => {
    const { read } = await open(api, url);
    const [one, other] = await Promise.all([read(), read()]);
    expect(one.asOf).toBe(other.asOf);
  });
});
