import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import { test } from '../../test/fixtures.ts';
import { connectClickhouse } from './connect.ts';
import { clickhouseFailure } from './failure.ts';
import { forStore } from './for-store.ts';
import { migrateClickhouse } from './migrate.ts';
import { tables } from './tables/index.ts';

describe('a query of a store', () => {
  test('sees no row of another store in any table, whichever way it asks', async ({ clickhouse }) => {
    await migrateClickhouse(clickhouse);
    const found = await clickhouse.query({
      query: `select distinct c.table as table from system.columns c
        join system.tables t on t.database = c.database and t.name = c.table and t.engine not like '%View'
        where c.database = currentDatabase() and c.name = 'store_id' order by table`,
      format: 'JSONEachRow',
    });
    const names = (await found.json<{ table: string }>()).map(({ table }) => table);
    expect(names).toEqual([...tables].toSorted());
    const [one, other] = [randomUUID(), randomUUID()];
    for (const table of names)
      await clickhouse.command({ query: `insert into ${table} (store_id) values ('${one}'), ('${other}')` });
    const own = forStore(clickhouse, one);
    const seen = async (query: string) => (await own.query<{ id: string }>(query)).map(({ id }) => id);
    const ways = (table: string) => [
      `select distinct store_id as id from ${table}`,
      `select store_id as id from ${table} where store_id = '${other}'`,
      `select id from (select store_id as id from ${table} union all select a.store_id from ${table} a join ${table} b on true)`,
    ];
    for (const way of names.flatMap(ways)) {
      const ids = await seen(way);
      expect([way, ids.filter((id) => id !== one)]).toEqual([way, []]);
    }
    expect(await seen('select store_id as id from events')).toEqual([one]);
  });

  test('is refused when it would read more rows than one may', async ({ clickhouse }) => {
    await migrateClickhouse(clickhouse);
    const reading = forStore(clickhouse, randomUUID()).query(
      'select count() from numbers(3000000000) where number % 7 = 1',
    );
    const failure = await reading.then(
      () => null,
      (error: unknown) => clickhouseFailure(error),
    );
    expect(failure).toBe('slow');
  });

  test('gives whole numbers as numbers, and no number as null, whatever the server’s own settings are', async ({
    clickhouse,
  }) => {
    await migrateClickhouse(clickhouse);
    const query = 'select toInt64(9007199254740991) as whole, 0 / 0 as nothing';
    expect(await forStore(clickhouse, randomUUID()).query(query)).toEqual([{ whole: 2 ** 53 - 1, nothing: null }]);
  });

  test('is ended in the server when its caller leaves', async () => {
    const asked: { readonly id: string | null; readonly text: string; readonly url: string }[] = [];
    const server = createServer(async (request, response) => {
      const chunks = await request.toArray();
      const url = request.url ?? '';
      const id = new URL(url, 'http://server').searchParams.get('query_id');
      asked.push({ id, url, text: Buffer.concat(chunks).toString() });
      // The first one is never answered.
      if (asked.length > 1) response.end();
      else left.abort();
    });
    const left = new AbortController();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = connectClickhouse(`http://127.0.0.1:${port}`, { applicationName: 'test' });
    const query = forStore(client, randomUUID()).query('select 1', {}, { signal: left.signal });
    await expect(query).rejects.toThrow('abort');
    await expect.poll(() => asked.length).toBe(2);
    const [first, second] = asked;
    expect(second?.text).toContain('kill query where query_id');
    expect(new URL(second?.url ?? '', 'http://server').searchParams.get('param_queryId')).toBe(first?.id);
    await client.close();
    server.closeAllConnections();
    server.close();
  });

  test('does not begin for a caller who has left', async ({ clickhouse }) => {
    const signal = AbortSignal.abort(new Error('left'));
    await expect(forStore(clickhouse, randomUUID()).query('select 1', {}, { signal })).rejects.toThrow('left');
  });
});
