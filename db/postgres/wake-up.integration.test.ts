import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished } from 'vitest';
import { addressHasher } from '../../test/address-hasher.ts';
import { test } from '../../test/system-of-record.ts';
import { connectPostgres } from './connect.ts';
import { type Database, openDatabase, rawSql, withEngine, withStore } from './tenancy.ts';
import { listenFor, wakeOnCommit, wakeUps } from './wake-up.ts';

const storeId = '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66';

/** A listener that counts, and can be waited for. */
async function open(database: Database) {
  let [wakes, arrived] = [0, Promise.withResolvers<void>()];
  const listener = listenFor(database, 'webhooks', {
    onWake() {
      wakes += 1;
      arrived.resolve();
    },
    onFailure(error) {
      arrived.reject(error);
    },
  });
  onTestFinished(listener.close);
  const next = async (): Promise<void> => {
    await arrived.promise;
    arrived = Promise.withResolvers();
  };
  // The first is for what was written before anybody listened.
  await next();
  return { listener, next, wakes: () => wakes };
}

const wake = (database: Database) => withStore(database, storeId, (tx) => wakeOnCommit(tx, 'webhooks'));

/** The connections that listen, as the server sees them. */
async function listening(database: Database): Promise<readonly number[]> {
  const rows = await withEngine(
    database,
    (tx) => rawSql(tx)<{ pid: number }[]>`
      select pid from pg_stat_activity
      where datname = current_database() and query = ${`listen "${wakeUps.webhooks}"`}`,
  );
  return rows.map(({ pid }) => pid);
}

describe('a wake-up', () => {
  test('comes when the transaction commits, once however often it was told', async ({ systemOfRecord }) => {
    const { next, wakes } = await open(systemOfRecord);
    await withStore(systemOfRecord, storeId, async (tx) => {
      await wakeOnCommit(tx, 'webhooks');
      await wakeOnCommit(tx, 'webhooks');
      // Another transaction is through meanwhile, and this one has told nobody yet.
      await withEngine(systemOfRecord, async (other) => void (await rawSql(other)`select 1`));
      expect(wakes()).toBe(1);
    });
    await next();
    // A second notification of the first transaction would have come before that of this one.
    await wake(systemOfRecord);
    await next();
    expect(wakes()).toBe(3);
  });

  test('never comes of a transaction that was rolled back', async ({ systemOfRecord }) => {
    const { next, wakes } = await open(systemOfRecord);
    const failed = withStore(systemOfRecord, storeId, async (tx) => {
      await wakeOnCommit(tx, 'webhooks');
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    await wake(systemOfRecord);
    await next();
    expect(wakes()).toBe(2);
  });

  test('is heard by every listener, until it is closed', async ({ systemOfRecord }) => {
    const [one, other] = [await open(systemOfRecord), await open(systemOfRecord)];
    await wake(systemOfRecord);
    await Promise.all([one.next(), other.next()]);
    other.listener.close();
    await wake(systemOfRecord);
    await one.next();
    expect([one.wakes(), other.wakes()]).toEqual([3, 2]);
  });

  test('is heard again after the connection broke, and what came meanwhile is looked for', async ({
    systemOfRecord,
  }) => {
    const { next, wakes } = await open(systemOfRecord);
    const before = await listening(systemOfRecord);
    expect(before).toHaveLength(1);
    for (const pid of before) await withEngine(systemOfRecord, (tx) => rawSql(tx)`select pg_terminate_backend(${pid})`);
    await next();
    const after = await listening(systemOfRecord);
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    await wake(systemOfRecord);
    await next();
    expect(wakes()).toBe(3);
  });

  test('is heard again when the server comes back after it turned connections away', async ({
    systemOfRecord,
    database,
  }) => {
    const server = await startProxy(database.engineUrl);
    const engine = connectPostgres(server.url, { maxConnections: 1, applicationName: 'test' });
    onTestFinished(() => engine.end({ timeout: 5 }));
    const { next } = await open(openDatabase({ app: engine, engine, addressHasher }));
    await server.goAway({ turnedAway: 3 });
    await next();
    await wake(systemOfRecord);
    await next();
  });
});

/** A way to the server that can be cut. */
async function startProxy(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let leftToTurnAway = 0;
  let back = Promise.withResolvers<void>();
  const proxy = createServer((socket) => {
    if (leftToTurnAway > 0) {
      leftToTurnAway -= 1;
      if (leftToTurnAway === 0) back.resolve();
      socket.destroy();
      return;
    }
    const server = connect(Number(port), hostname);
    for (const [from, to] of [
      [socket, server],
      [server, socket],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = new URL(databaseUrl);
  address.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    url: address.href,
    async goAway({ turnedAway }: { readonly turnedAway: number }): Promise<void> {
      leftToTurnAway = turnedAway;
      back = Promise.withResolvers();
      for (const socket of sockets) socket.destroy();
      await back.promise;
    },
  };
}
