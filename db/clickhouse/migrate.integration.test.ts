import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import { beforeEach, describe, expect } from 'vitest';
import { test } from '../../test/fixtures.ts';
import { type ClickhouseMigration, migrateClickhouse, readMigrations } from './migrate.ts';
import { tables } from './tables/index.ts';

const known = readMigrations();

async function rows<Row>(client: ClickHouseClient, query: string): Promise<Row[]> {
  const result = await client.query({ query, format: 'JSONEachRow' });
  return result.json<Row>();
}

const shape = (client: ClickHouseClient) =>
  rows(client, 'select table, name, type from system.columns where database = currentDatabase() order by table, name');
const applied = (client: ClickHouseClient) =>
  rows<{ version: number }>(client, 'select distinct version from schema_migrations order by version');

describe('migrations of ClickHouse', () => {
  beforeEach<{ clickhouse: ClickHouseClient }>(async ({ clickhouse }) => {
    for (const { name } of await rows<{ name: string }>(
      clickhouse,
      "select name from system.tables where database = currentDatabase() order by engine = 'MaterializedView' desc",
    ))
      await clickhouse.command({ query: `drop table ${name}` });
  });

  test('make every table that the role to a store filters, and no other with rows of stores', async ({
    clickhouse,
  }) => {
    await migrateClickhouse(clickhouse);
    const found = await rows<{ table: string }>(
      clickhouse,
      `select distinct table from system.columns join system.tables on tables.name = columns.table
       where columns.database = currentDatabase() and columns.name = 'store_id' and tables.engine <> 'MaterializedView'`,
    );
    expect(found.map(({ table }) => table).toSorted()).toEqual([...tables].toSorted());
    expect((await applied(clickhouse)).map(({ version }) => version)).toEqual(known.map(({ version }) => version));
  });

  test('upgrade a database from before there were migrations, and keep its rows', async ({ clickhouse }) => {
    for (const query of known[0]?.statements ?? []) await clickhouse.command({ query });
    const decision = {
      ...{ store_id: '01890000-0000-7000-8000-000000000001', id: '01890000-0000-7000-8000-000000000002' },
      ...{ at: '2026-11-22 10:00:00.000', kind: 'not_started', cart_id: '01890000-0000-7000-8000-000000000003' },
    };
    await clickhouse.insert({ table: 'decisions', values: [decision], format: 'JSONEachRow' });
    await migrateClickhouse(clickhouse);
    expect(await rows(clickhouse, 'select id from decisions')).toEqual([{ id: decision.id }]);
    expect(await rows(clickhouse, 'select id from recoveries')).toEqual([]);
  });

  test('come to the same end when several start at once, and when a starter is killed anywhere', async ({
    clickhouse,
  }) => {
    await Promise.all([1, 2, 3, 4].map(() => migrateClickhouse(clickhouse)));
    const once = await shape(clickhouse);
    const steps = known.reduce((sum, { statements }) => sum + statements.length + 1, 1);
    for (let done = 0; done < steps; done++) {
      await clickhouse.command({ query: 'drop table schema_migrations' });
      await expect(migrateClickhouse(dyingAfter(clickhouse, done))).rejects.toThrow('killed');
      await migrateClickhouse(clickhouse);
    }
    expect(await shape(clickhouse)).toEqual(once);
    expect(await applied(clickhouse)).toHaveLength(known.length);
  });

  test('refuse a database of a newer version, and one of other migrations, and leave both as they are', async ({
    clickhouse,
  }) => {
    const newest = known.at(-1)?.version ?? 0;
    const record = (row: Omit<ClickhouseMigration, 'statements'>) =>
      clickhouse.insert({ table: 'schema_migrations', values: [row], format: 'JSONEachRow' });
    await migrateClickhouse(clickhouse, []);
    await record({ version: newest + 1, name: 'of-tomorrow', hash: 'unknown' });
    await expect(migrateClickhouse(clickhouse)).rejects.toThrow('made by a newer version');
    await clickhouse.command({ query: 'truncate table schema_migrations' });
    await record({ version: 1, name: 'of-another-program', hash: 'unknown' });
    await expect(migrateClickhouse(clickhouse)).rejects.toThrow('npm run reset');
    expect(
      await rows(clickhouse, 'select distinct table from system.columns where database = currentDatabase()'),
    ).toEqual([{ table: 'schema_migrations' }]);
  });

  test('have a number and a name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cart-migrations-'));
    writeFileSync(join(folder, 'facts.sql'), 'select 1;');
    expect(() => readMigrations(folder)).toThrow('facts.sql');
    expect(known.map(({ version }) => version)).toEqual(known.map((_, index) => index + 1));
  });
});

/** The client of a process that is killed after so many steps. */
function dyingAfter(client: ClickHouseClient, steps: number): ClickHouseClient {
  let left = steps;
  return new Proxy(client, {
    get(target, name) {
      if ((name === 'command' || name === 'insert') && left-- <= 0) throw new Error('killed');
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
