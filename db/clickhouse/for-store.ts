import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { uuidPattern } from '../../domain/ids.ts';
import { tables } from './tables/index.ts';

/** Queries that see one store. */
export interface StoreAnalytics {
  /** Rows of a query with `{name: Type}` parameters, without a SETTINGS clause of its own. Integers arrive as numbers, exact up to 2^53. */
  query<Row>(query: string, parameters?: Readonly<Record<string, unknown>>, options?: QueryOptions): Promise<Row[]>;
}

export interface QueryOptions {
  /** Ends the query in the server too. */
  readonly signal?: AbortSignal | undefined;
  /** Whether no key of a table is in two partitions, so that each is read by itself. */
  readonly finalWithinPartitions?: boolean;
  /** Reads rows that newer versions have replaced too. */
  readonly everyVersion?: boolean;
}

const queryMsMax = 10_000;
const memoryBytesMax = 2 * 1024 ** 3;
const rowsReadMax = 2_000_000_000;
const resultRowsMax = 200_000;

/** Pinned, whatever the server's defaults are: they have changed between versions. */
const settings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_denormals: 0,
  max_execution_time: queryMsMax / 1_000,
  max_memory_usage: memoryBytesMax,
  max_rows_to_read: rowsReadMax,
  max_result_rows: resultRowsMax,
  result_overflow_mode: "'throw'",
};

/**
 * The one role for reading analytics: the server itself adds the store's filter to every table that a query touches,
 * so a query that forgets it, joins or unites still sees that store only. Later inserts of a row replace earlier ones.
 */
export function forStore(client: ClickHouseClient, storeId: string): StoreAnalytics {
  if (!uuidPattern.test(storeId)) throw new Error('a store is named by its UUID');
  // Settings in the query's own text, because the embedded engine does not read maps from its settings. The id is checked above.
  const filters = tables.map((table) => `'${table}': 'store_id = \\'${storeId}\\''`).join(', ');
  return {
    async query<Row>(
      query: string,
      parameters: Readonly<Record<string, unknown>> = {},
      { signal, finalWithinPartitions = false, everyVersion = false }: QueryOptions = {},
    ): Promise<Row[]> {
      const inText = Object.entries({
        ...settings,
        final: everyVersion ? 0 : 1,
        do_not_merge_across_partitions_select_final: finalWithinPartitions ? 1 : 0,
      }).map(([name, value]) => `${name} = ${value}`);
      const queryId = randomUUID();
      const stop = (): void => killQuery(client, queryId);
      signal?.throwIfAborted();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        const result = await client.query({
          query: `${query}\nsettings additional_table_filters = {${filters}}, ${inText.join(', ')}`,
          query_params: parameters,
          query_id: queryId,
          format: 'JSONEachRow',
          ...(signal && { abort_signal: signal }),
        });
        return await result.json<Row>();
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}

/** A server goes on with a query whose caller has left, unless it is told. The embedded engine hears the signal itself. */
function killQuery(client: ClickHouseClient, queryId: string): void {
  const killing = client.command({
    query: 'kill query where query_id = {queryId: String} async',
    query_params: { queryId },
  });
  killing.catch(() => undefined);
}
