import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import { test as base, inject } from 'vitest';
import { connectPostgres } from '../db/postgres/connect.ts';
import { type DatabaseUrls, databaseUrls } from '../db/postgres/create-database.ts';
import { connectRedis } from '../db/redis/connect.ts';
import { openClickhouse } from '../workers/stack/clickhouse.ts';
import './global-setup.ts';

/** One Valkey database that belongs to the test file alone. */
export interface RedisFixture {
  /** `redis://…/<number>` */
  readonly url: string;
}

/**
 * `test` with real stores, for `*.integration.test.ts` and `*.e2e.test.ts`. Every fixture is made on first use, once per file:
 * - `database`: a fresh copy of the migrated database, as `{ ownerUrl, appUrl, engineUrl }`;
 * - `redis`: an empty Valkey database, as `{ url }`;
 * - `clickhouse`: an empty embedded ClickHouse in a temporary folder, as its client.
 *
 * Tests of one file share them, so each test makes a store (tenant) of its own.
 *
 * @example
 * test('a cart is kept', async ({ database }) => {
 *   const sql = connectPostgres(database.appUrl, { maxConnections: 2, applicationName: 'test' });
 * });
 */
export const test = base
  .extend('database', { scope: 'file' }, async ({}, { onCleanup }): Promise<DatabaseUrls> => {
    const { superuserUrl, templateDatabase, password } = inject('servers').postgres;
    const database = `cart_test_${randomBytes(6).toString('hex')}`;
    const admin = connectPostgres(superuserUrl, { maxConnections: 1, applicationName: 'test-database' });
    await admin`create database ${admin(database)} template ${admin(templateDatabase)} owner cart_owner strategy wal_log`;
    onCleanup(async () => {
      await admin`drop database ${admin(database)} with (force)`;
      await admin.end({ timeout: 5 });
    });
    return databaseUrls(superuserUrl, database, password);
  })
  .extend('redis', { scope: 'file' }, async ({}, { onCleanup }): Promise<RedisFixture> => {
    const serverUrl = inject('servers').redisUrl;
    const counter = connectRedis(serverUrl, { purpose: 'request' });
    const number = await counter.incr('test:databases');
    await counter.quit();
    const url = new URL(serverUrl);
    url.pathname = `/${number}`;
    onCleanup(async () => {
      const redis = connectRedis(url.href, { purpose: 'request' });
      await redis.flushdb();
      await redis.quit();
    });
    return { url: url.href };
  })
  .extend('clickhouse', { scope: 'file' }, async ({}, { onCleanup }): Promise<ClickHouseClient> => {
    const folder = mkdtempSync(join(tmpdir(), 'cart-clickhouse-'));
    const clickhouse = await openClickhouse(folder);
    onCleanup(async () => {
      await clickhouse.close();
      rmSync(folder, { recursive: true, force: true });
    });
    return clickhouse;
  });
