import type { ClickHouseClient } from '@clickhouse/client';
import { uuidPattern } from '../../domain/ids.ts';
import { tables } from './tables/index.ts';

/** Queries that see one store. */
export interface StoreAnalytics {
  /** Rows of a query with `{name: Type}` parameters, without a SETTINGS clause of its own. Integers arrive as numbers, exact up to 2^53. */
  query<Row>(query: string, parameters?: Readonly<Record<string, unknown>>): Promise<Row[]>;
}

const queryMsMax = 10_000;

/**
 * The one role for reading analytics: the server itself adds the store's filter to every table that a query touches,
 * so a query that forgets it, joins or unites still sees that store only. Later inserts of a row replace earlier ones.
 */
export function forStore(client: ClickHouseClient, storeId: string): StoreAnalytics {
  if (!uuidPattern.test(storeId)) throw new Error('a store is named by its UUID');
  // Settings in the query's own text, because the embedded engine does not read maps from its settings. The id is checked above.
  const filters = tables.map((table) => `'${table}': 'store_id = \\'${storeId}\\''`).join(', ');
  return {
    async query<Row>(query: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<Row[]> {
      const result = await client.query({
        query: `${query}\nsettings additional_table_filters = {${filters}}, final = 1, output_format_json_quote_64bit_integers = 0`,
        query_params: parameters,
        format: 'JSONEachRow',
        clickhouse_settings: { max_execution_time: queryMsMax / 1_000 },
      });
      return result.json<Row>();
    },
  };
}
