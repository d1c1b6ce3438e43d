import { describe, expect } from 'vitest';
import { connectPostgres } from '../db/postgres/connect.ts';
import { connectRedis } from '../db/redis/connect.ts';
import { test } from './fixtures.ts';

describe('stores of a test file', () => {
  test('the application role is neither superuser nor past row-level security', async ({ database }) => {
    const sql = connectPostgres(database.appUrl, { maxConnections: 1, applicationName: 'test' });
    const [role] = await sql`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
    await sql.end();
  });

  test('a Redis database starts empty and takes values', async ({ redis }) => {
    const client = connectRedis(redis.url, { purpose: 'request' });
    expect(await client.dbsize()).toBe(0);
    expect(await client.set('a', '1')).toBe('OK');
    await client.quit();
  });

  test('ClickHouse answers in process', async ({ clickhouse }) => {
    const result = await clickhouse.query({ query: 'select 1 as one', format: 'JSONEachRow' });
    expect(await result.json()).toEqual([{ one: 1 }]);
  });
});
