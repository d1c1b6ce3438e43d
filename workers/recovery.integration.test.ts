import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { expect, inject, vi } from 'vitest';
import { connectPostgres } from '../db/postgres/connect.ts';
import { messages, outboxMessages, recoveries } from '../db/postgres/schema/index.ts';
import { openDatabase } from '../db/postgres/tenancy.ts';
import { loadConfig } from '../platform/config.ts';
import { noMetrics } from '../platform/metrics.ts';
import { test as base } from '../test/fixtures.ts';
import { createShop } from '../test/shop-factory.ts';
import { startAbandonment } from './abandonment.ts';
import { startDelivery } from './delivery.ts';
import type { Deps } from './deps.ts';
import { startRecovery } from './recovery.ts';
import { anyFreePort } from './stack/choose-port.ts';
import { serverPaths } from './stack/server-paths.ts';
import { startTemporal } from './stack/temporal.ts';

/** The roles of a recovery on real servers, with only what they need of a process's dependencies. */
const test = base.extend('deps', { scope: 'file' }, async ({ database: urls }, { onCleanup }): Promise<Deps> => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-recovery-'));
  const server = await startTemporal({
    binary: inject('servers').temporalCliPath,
    paths: serverPaths(folder, 'temporal'),
    port: await anyFreePort(),
    uiPort: undefined,
    durable: false,
  });
  const app = connectPostgres(urls.appUrl, { maxConnections: 8, applicationName: 'test' });
  const engine = connectPostgres(urls.engineUrl, { maxConnections: 8, applicationName: 'test' });
  const clientConnection = await Connection.connect({ address: server.address });
  const connection = await NativeConnection.connect({ address: server.address });
  onCleanup(async () => {
    await clientConnection.close();
    await connection.close();
    await server.stop();
    await Promise.all([app.end(), engine.end()]);
    rmSync(folder, { recursive: true, force: true });
  });
  const needed: Partial<Deps> = {
    config: loadConfig({ DATA_DIR: folder, SWEEP_INTERVAL_MS: '50' }),
    secrets: { adminApiKey: '', linkSecret: 'a-secret-of-the-test-that-is-long-enough', postgresPassword: '' },
    log: pino({ level: process.env['DEBUG_LOG'] ?? 'silent' }),
    metrics: noMetrics,
    database: openDatabase({ app, engine }),
    temporal: {
      client: new Client({ connection: clientConnection }),
      connection,
      namespace: 'default',
      uiUrl: undefined,
    },
  };
  return needed as Deps;
});

test('an abandoned cart gets its message and the recovery ends as completed', async ({ deps }) => {
  const shop = await createShop(deps.database, { timeScale: 36_000 });
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId });
  const roles = await Promise.all([startRecovery(deps), startDelivery(deps), startAbandonment(deps)]);
  const recovery = await vi.waitFor(
    async () => {
      const [row] = await shop.write((tx) => tx.select().from(recoveries).where(eq(recoveries.cartId, cart.id)));
      expect(row?.stage).toBe('ended');
      return row;
    },
    { timeout: 15_000, interval: 50 },
  );
  await Promise.all(roles.map((role) => role.stop()));
  const [message] = await shop.write((tx) => tx.select().from(messages));
  const [shown] = await shop.write((tx) => tx.select().from(outboxMessages));
  expect(recovery).toMatchObject({ outcome: 'completed', reason: 'no_touch_left' });
  expect(message).toMatchObject({ state: 'accepted', channel: 'email', attempts: 1 });
  expect(shown?.content).toMatchObject({ to: `${customerId}@shopper.example` });
});
