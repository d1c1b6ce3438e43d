import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect } from 'vitest';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { dimensionsOfMetric, metricIds, metricOf } from '../../../domain/analytics/catalogue.ts';
import { exportFormats } from '../../../services/analytics/file-exports/export-analytics.ts';
import { type AnalyticsReader, createAnalyticsReader } from '../../../services/analytics/queries/analytics-reader.ts';
import { type AnalyticsFacts, anyFacts, diceOf, insertFacts } from '../../../test/analytics-facts.ts';
import { test as base, type Served } from '../../../test/api-fixture.ts';
import { type ClickhouseOverHttp, serveClickhouse } from '../../../test/clickhouse-over-http.ts';

/** Long enough ago that nothing of it matures while the test runs; the clock goes forward within it. */
const timeRange = { from: '2026-03-22', to: '2026-04-04' };
const campaigns = [randomUUID(), randomUUID()];

interface World {
  readonly reader: AnalyticsReader;
  readonly timeZone: string;
  readonly storeId: string;
  readonly key: string;
  readonly served: Served;
  ask(path: string, body: object): ReturnType<Served['call']>;
  file(
    body: object,
  ): Promise<{ readonly headers: Headers; readonly bytes: Uint8Array<ArrayBuffer>; readonly text: string }>;
}

interface OverHttp {
  readonly server: ClickhouseOverHttp;
  /** One whose export has many chunks. */
  readonly large: Awaited<ReturnType<OverHttp['newStore']>>;
  /** A store with messages, and how its rows are exported. */
  newStore(messages: number): Promise<{
    readonly key: string;
    ask(body: object, signal?: AbortSignal): Promise<Response>;
    more(messages: number): AnalyticsFacts;
  }>;
}

const test = base
  .extend('world', { scope: 'file' }, async ({ api, clickhouse }): Promise<World> => {
    await migrateClickhouse(clickhouse);
    const { id: storeId } = await api.newStore();
    const key = await api.newKey(storeId, 'store:admin', 'carts:read');
    const made = { dice: diceOf(2026), count: 300, campaigns };
    const [fromMs, toMs] = [Date.parse('2026-03-21T22:00:00Z'), Date.parse('2026-04-04T22:00:00Z')];
    for (const one of [storeId, randomUUID()])
      await insertFacts(clickhouse, anyFacts({ ...made, storeId: one, fromMs, toMs }));
    const analytics = createAnalyticsReader({ clickhouse, database: api.database, now: Date.now });
    const served = await api.serve({ analytics });
    await served.call('/v1/store', { method: 'PATCH', key, body: { timeZone: 'Europe/Vienna' } });
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    return {
      reader: analytics,
      timeZone: 'Europe/Vienna',
      storeId,
      key,
      served,
      ask: (path, body) => served.call(path, { method: 'POST', key, body: { timeRange, ...body } }),
      async file(body) {
        const url = `http://${served.address}/v1/analytics/export`;
        const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ timeRange, ...body }) });
        const bytes = new Uint8Array(await response.arrayBuffer());
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
        if (!response.ok) throw new Error(text);
        return { headers: response.headers, bytes, text };
      },
    };
  })
  .extend('overHttp', { scope: 'file' }, async ({ api, clickhouse }, { onCleanup }): Promise<OverHttp> => {
    await migrateClickhouse(clickhouse);
    const server = await serveClickhouse(clickhouse);
    onCleanup(() => server.close());
    const analytics = createAnalyticsReader({ clickhouse: server.client, database: api.database, now: Date.now });
    const { address } = await api.serve({ analytics });
    const newStore: OverHttp['newStore'] = async (messages) => {
      const { id: storeId } = await api.newStore();
      const key = await api.newKey(storeId, 'store:admin', 'carts:read');
      const dice = diceOf(7);
      const more = (count: number): AnalyticsFacts => {
        const made = anyFacts({ storeId, dice, count, fromMs, toMs, campaigns });
        return { abandonments: [], decisions: [], orders: [], messages: made.messages };
      };
      await insertFacts(clickhouse, more(messages));
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      return {
        key,
        more,
        ask(body, signal) {
          const asked = { what: 'rows', metric: 'messages', timeRange, ...body };
          const url = `http://${address}/v1/analytics/export`;
          return fetch(url, { method: 'POST', headers, body: JSON.stringify(asked), ...(signal && { signal }) });
        },
      };
    };
    return { server, newStore, large: await newStore(8_000) };
  });

const [fromMs, toMs] = [Date.parse('2026-03-22T00:00:00Z'), Date.parse('2026-04-04T00:00:00Z')];

const readCsv = (text: string, delimiter = ','): Record<string, string>[] =>
  parse(text, { delimiter, bom: true, columns: true });
const readParquet = async (bytes: Uint8Array<ArrayBuffer>) => parquetReadObjects({ file: bytes.buffer });
const sum = (values: readonly (string | number | bigint)[]): bigint =>
  values.reduce<bigint>((total, value) => total + BigInt(value), 0n);

describe('an export of rows', () => {
  test.for(metricIds)('behind %s has in each format those that the API lists', async (metric, { world }) => {
    const isRatio = metricOf(metric).formula.kind === 'ratio';
    for (const part of isRatio ? (['numerator', 'denominator'] as const) : (['numerator'] as const)) {
      const { json: listed } = await world.ask('/v1/analytics/rows', { metric, part, limit: 1_000 });
      const body = { what: 'rows', metric, part };
      const csv = await world.file({ ...body, format: 'csv' });
      const json = await world.file({ ...body, format: 'json' });
      const parquet = await world.file({ ...body, format: 'parquet' });
      const ids = listed.items.map(({ id }: { id: string }) => id);
      const document = JSON.parse(json.text);
      const rows = readCsv(csv.text);
      const table = await readParquet(parquet.bytes);
      expect(document.end).toEqual({ rows: listed.total });
      for (const { headers } of [csv, json, parquet]) expect(headers.get('x-export-rows')).toBe(String(listed.total));
      for (const found of [rows, document.rows, table]) expect(found.map(({ id }: { id: string }) => id)).toEqual(ids);
      const added = sum(listed.items.map(({ value }: { value: number | string }) => value));
      expect(sum(document.rows.map(({ value }: { value: number | string }) => value))).toBe(added);
      expect(sum(table.map(({ value }) => value))).toBe(added);
      const digits = document.unit === 'money' ? 2 : 0;
      expect(sum(rows.map(({ value = '' }) => value.replace('.', '')))).toBe(added);
      for (const { value = '' } of rows) expect(value.split('.')[1]?.length ?? 0).toBe(digits);
      expect(rows.map(({ at = '' }) => new Date(at).toISOString())).toEqual(
        document.rows.map(({ at }: { at: string }) => at),
      );
    }
  });
});

describe('an export', () => {
  test.for(
    exportFormats.flatMap((format) =>
      (['reset', 'short', 'exception', 'old_exception'] as const).map((fate) => [format, fate] as const),
    ),
  )('as %s that the server breaks off (%s) cannot be taken for whole', async ([format, fate], { overHttp }) => {
    const {
      server,
      large: { ask },
    } = overHttp;
    server.fate = { of: /row_extra/, is: fate };
    const broken = await ask({ format });
    expect([broken.status, broken.headers.get('x-export-rows')]).toEqual([200, '8000']);
    await expect(broken.arrayBuffer()).rejects.toThrow();
    server.fate = { of: /row_extra/, is: 'whole' };
    const whole = await ask({ format });
    expect((await whole.arrayBuffer()).byteLength).toBeGreaterThan(300_000);
  });

  test.for(exportFormats)(
    'as %s that fails before its first byte is refused like anything else',
    async (format, { api, overHttp }) => {
      const { server, newStore } = overHttp;
      const { ask, key } = await newStore(50);
      server.fate = { of: /row_extra/, is: 'short' };
      const refused = await ask({ format });
      expect([refused.status, JSON.parse(await refused.text()).error.code]).toEqual([503, 'unavailable']);
      server.fate = { of: /row_extra/, is: 'whole' };
      expect((await api.call('/v1/audit?subjectKind=analytics_export', { key })).json.items).toEqual([]);
    },
  );

  test.for(exportFormats)(
    'as %s is ended in the server when its reader leaves, and gives its place back',
    async (format, { overHttp }) => {
      const {
        server,
        large: { ask },
      } = overHttp;
      server.fate = { of: /row_extra/, is: 'stalled' };
      const leaving = new AbortController();
      const open = [await ask({ format }, leaving.signal), await ask({ format }, leaving.signal)];
      const queries = server.begun.slice(-1);
      const third = await ask({ format });
      expect([third.status, third.headers.get('retry-after')]).toEqual([429, '5']);
      leaving.abort();
      for (const { body } of open)
        await expect(
          body
            ?.getReader()
            .read()
            .then(async () => body.getReader().read()),
        ).rejects.toThrow();
      await expect.poll(() => server.killed).toEqual(expect.arrayContaining(queries));
      server.fate = { of: /row_extra/, is: 'whole' };
      await expect.poll(async () => (await ask({ format })).status).toBe(200);
    },
  );

  test('has the rows that it counted, also when facts are copied in between', async ({ overHttp, clickhouse }) => {
    const { server, newStore } = overHttp;
    const { ask, more } = await newStore(20);
    let copied = 0;
    server.meanwhile = async (query) => {
      if (!query.includes('row_extra') || copied === 2) return;
      copied += 1;
      await insertFacts(clickhouse, more(1));
    };
    for (const [format, rows] of [
      ['csv', 22],
      ['parquet', 22],
    ] as const) {
      const answer = await ask({ format });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect([format, answer.headers.get('x-export-rows')]).toEqual([format, String(rows)]);
      const found = format === 'csv' ? readCsv(new TextDecoder().decode(bytes)) : await readParquet(bytes);
      expect(found).toHaveLength(rows);
    }
    server.meanwhile = async (query) => {
      if (query.includes('row_extra')) await insertFacts(clickhouse, more(1));
    };
    const restless = await ask({ format: 'csv' });
    expect([restless.status, JSON.parse(await restless.text()).error.message]).toEqual([
      503,
      expect.stringContaining('change faster'),
    ]);
    server.meanwhile = async () => {};
  });

  test('of more rows than one may have is refused before its first byte, with how many there are', async ({
    world,
    clickhouse,
  }) => {
    const { storeId, timeZone, reader } = world;
    const question = {
      storeId,
      timeZone,
      timeRange,
      metric: 'messages',
      dimensions: [],
      filters: {},
      compareTo: null,
      top: 50,
    } as const;
    const all = { ...question, cell: {}, part: 'numerator' } as const;
    const options = { kind: 'rows', msMax: 10_000, signal: new AbortController().signal } as const;
    await expect(reader.openRows(all, { ...options, rowsMax: 299 })).rejects.toMatchObject({
      ...{ code: 'invalid', path: 'timeRange', details: { rows: 300, rowsMax: 299 } },
    });
    expect((await reader.openRows(all, { ...options, rowsMax: 300 })).rows.total).toBe(300);
    expect(clickhouse).toBeDefined();
  });

  test('is written down in the audit log, without what is in it', async ({ api, world }) => {
    const { key, file } = world;
    const { headers } = await file({ what: 'rows', metric: 'messages', format: 'json', filters: { channel: 'sms' } });
    const { json } = await api.call('/v1/audit?subjectKind=analytics_export', { key });
    expect(json.items[0]).toMatchObject({
      actorKind: 'api_key',
      action: 'stats:read',
      subjectId: headers.get('x-export-id'),
      change: {
        what: { after: 'rows' },
        metric: { after: 'messages' },
        from: { after: timeRange.from },
        to: { after: timeRange.to },
        format: { after: 'json' },
        rows: { after: Number(headers.get('x-export-rows')) },
      },
    });
  });
});

describe('an export of numbers', () => {
  test.for(metricIds)('of %s has in each format what the API answers', async (metric, { world }) => {
    const { ask, file } = world;
    const isMoney = metricOf(metric).unit === 'money';
    for (const way of [
      {},
      { granularity: 'week', compareTo: 'previous_period' },
      { granularity: 'day', dimensions: dimensionsOfMetric(metricOf(metric)).slice(0, 2), top: 2 },
    ]) {
      const { json: answer } = await ask('/v1/analytics/query', { metric, ...way });
      const wanted: Record<string, unknown>[] =
        Object.keys(way).length === 0 ? [{ dimensions: {}, ...answer.total }] : answer.rows;
      const body = { what: 'numbers', metric, ...way };
      const document = JSON.parse((await file({ ...body, format: 'json' })).text);
      const rows = readCsv((await file({ ...body, format: 'csv', csv: { separator: ';', decimal: ',' } })).text, ';');
      const table = await readParquet((await file({ ...body, format: 'parquet' })).bytes);
      expect(document.end).toEqual({ rows: wanted.length });
      expect(document.total).toEqual(answer.total);
      expect([rows.length, table.length, document.rows.length]).toEqual([wanted.length, wanted.length, wanted.length]);
      for (const [index, { dimensions, running, ...figure }] of wanted.entries()) {
        const flat: Record<string, unknown> = {
          ...(dimensions as object),
          ...figure,
          ...(isMoney && { currency: answer.currency }),
        };
        expect(document.rows[index]).toEqual(flat);
        for (const [name, value] of Object.entries(flat)) {
          const cell = rows[index]?.[name] ?? '';
          const inTable = table[index]?.[name];
          if (value === null) expect([cell, inTable]).toEqual(['', null]);
          else if (typeof value !== 'number') expect([cell, String(inTable)]).toEqual([value, value]);
          else {
            const scale = isMoney && name !== 'denominator' ? 100 : 1;
            // A large number has fewer digits behind its point.
            const exactness = Math.max(5e-10, 1e-14 * Math.abs(value / scale));
            expect(Math.abs(Number(cell.replace(',', '.')) - value / scale), name).toBeLessThan(exactness);
            expect(Number(inTable)).toBe(value);
          }
        }
      }
    }
  });
});

test.for([
  [{}, 'what'],
  [{ what: 'rows' }, 'format'],
  [{ what: 'everything', format: 'csv' }, 'what'],
  [{ what: 'rows', format: 'xlsx' }, 'format'],
  [{ what: 'rows', format: 'csv', csv: { separator: '\t' } }, 'csv.separator'],
  [{ what: 'rows', format: 'csv', limit: 5 }, ''],
  [{ what: 'numbers', format: 'csv', cell: {} }, ''],
  [{ what: 'numbers', format: 'csv', dimensions: ['reason'] }, 'dimensions.0'],
  [{ what: 'rows', format: 'csv', cell: { channel: 'sms' } }, 'cell.channel'],
] as const)('%o is no export, and the answer says where it is wrong', async ([body, path], { world }) => {
  const { status, json } = await world.ask('/v1/analytics/export', { metric: 'messages', ...body });
  expect([status, json.error.code, json.error.path]).toEqual([422, 'invalid', path]);
});

test('an export is of the store whose key asks, and of nobody without a key or the right', async ({ api, world }) => {
  const { id } = await api.newStore();
  const body = { what: 'rows', metric: 'messages', timeRange, format: 'json' };
  const asked = (key?: string) =>
    world.served.call('/v1/analytics/export', { method: 'POST', ...(key && { key }), body });
  const { json } = await asked(await api.newKey(id, 'stats:read'));
  expect([json.rows, json.end]).toEqual([[], { rows: 0 }]);
  expect((await asked(await api.newKey(id, 'events:write'))).status).toBe(403);
  expect((await asked()).status).toBe(401);
});
