import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect } from 'vitest';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { metricIds, metricOf } from '../../../domain/analytics/catalogue.ts';
import { createAnalyticsReader } from '../../../services/analytics/queries/analytics-reader.ts';
import { anyFacts, diceOf, insertFacts } from '../../../test/analytics-facts.ts';
import { test as base, type Served } from '../../../test/api-fixture.ts';

const timeRange = { from: '2026-10-20', to: '2026-11-02' };
const campaigns = [randomUUID(), randomUUID()];

interface World {
  readonly storeId: string;
  readonly key: string;
  readonly served: Served;
  ask(path: string, body: object): ReturnType<Served['call']>;
  file(
    body: object,
  ): Promise<{ readonly headers: Headers; readonly bytes: Uint8Array<ArrayBuffer>; readonly text: string }>;
}

const test = base.extend('world', { scope: 'file' }, async ({ api, clickhouse }): Promise<World> => {
  await migrateClickhouse(clickhouse);
  const { id: storeId } = await api.newStore();
  const key = await api.newKey(storeId, 'store:admin', 'carts:read');
  const made = { dice: diceOf(2026), count: 300, campaigns };
  const [fromMs, toMs] = [Date.parse('2026-10-19T22:00:00Z'), Date.parse('2026-11-02T22:00:00Z')];
  for (const one of [storeId, randomUUID()])
    await insertFacts(clickhouse, anyFacts({ ...made, storeId: one, fromMs, toMs }));
  const analytics = createAnalyticsReader({ clickhouse, database: api.database, now: Date.now });
  const served = await api.serve({ analytics });
  await served.call('/v1/store', { method: 'PATCH', key, body: { timeZone: 'Europe/Vienna' } });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return {
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
});

const readCsv = (text: string, delimiter = ','): Record<string, string>[] =>
  parse(text, { delimiter, bom: true, columns: true });
const readParquet = async (bytes: Uint8Array<ArrayBuffer>) => parquetReadObjects({ file: bytes.buffer });
const sum = (values: readonly (string | number | bigint)[]): bigint =>
  values.reduce<bigint>((total, value) => total + BigInt(value), 0n);

describe('an export', () => {
  test.for(metricIds)(
    'of the rows behind %s has in each format those that the API lists',
    async (metric, { world }) => {
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
        for (const found of [rows, document.rows, table])
          expect(found.map(({ id }: { id: string }) => id)).toEqual(ids);
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
    },
  );
});
