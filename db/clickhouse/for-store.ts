import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ClickHouseClient } from '@clickhouse/client';
import { uuidPattern } from '../../domain/ids.ts';
import { tables } from './tables/index.ts';

/** Queries that see one store. */
export interface StoreAnalytics {
  /** Rows of a query with `{name: Type}` parameters, without a SETTINGS clause of its own. Integers arrive as numbers, exact up to 2^53. */
  query<Row>(query: string, parameters?: QueryParameters, options?: QueryOptions): Promise<Row[]>;
  /** The same for more rows than are held at once. Rejects when it fails before the first; a later failure ends the iteration. */
  openRows<Row>(
    query: string,
    parameters: QueryParameters,
    options: StreamOptions,
  ): Promise<AsyncIterable<readonly Row[]>>;
  /** The bytes of a Parquet file that the server writes. One that ends before its footer is not whole, whatever was told. */
  openParquet(query: string, parameters: QueryParameters, options: StreamOptions): Promise<AsyncIterable<Buffer>>;
}

type QueryParameters = Readonly<Record<string, unknown>>;

export interface QueryOptions {
  /** Ends the query in the server too. */
  readonly signal?: AbortSignal | undefined;
  /** Whether no key of a table is in two partitions, so that each is read by itself. */
  readonly finalWithinPartitions?: boolean;
  /** Reads rows that newer versions have replaced too. */
  readonly everyVersion?: boolean;
}

/** Of an answer that takes as long as its reader does. */
export interface StreamOptions extends QueryOptions {
  readonly signal: AbortSignal;
  /** Rows that the answer may have; with more the query fails. */
  readonly rowsMax: number;
  readonly msMax: number;
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

/** The one compression that every reader of Parquet knows. */
const parquetSettings = { output_format_parquet_compression_method: "'snappy'" };

/**
 * The one role for reading analytics: the server itself adds the store's filter to every table that a query touches,
 * so a query that forgets it, joins or unites still sees that store only. Later inserts of a row replace earlier ones.
 */
export function forStore(client: ClickHouseClient, storeId: string): StoreAnalytics {
  if (!uuidPattern.test(storeId)) throw new Error('a store is named by its UUID');
  // Settings in the query's own text, because the embedded engine does not read maps from its settings. The id is checked above.
  const filters = tables.map((table) => `'${table}': 'store_id = \\'${storeId}\\''`).join(', ');
  const asked = (query: string, options: QueryOptions, more: Readonly<Record<string, unknown>> = {}): string => {
    const inText = Object.entries({
      ...settings,
      final: options.everyVersion ? 0 : 1,
      do_not_merge_across_partitions_select_final: options.finalWithinPartitions ? 1 : 0,
      ...more,
    }).map(([name, value]) => `${name} = ${value}`);
    return `${query}\nsettings additional_table_filters = {${filters}}, ${inText.join(', ')}`;
  };
  return {
    async query<Row>(
      query: string,
      parameters: QueryParameters = {},
      { signal, ...options }: QueryOptions = {},
    ): Promise<Row[]> {
      const queryId = randomUUID();
      const stop = (): void => killQuery(client, queryId);
      signal?.throwIfAborted();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        const result = await client.query({
          query: asked(query, options),
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
    openRows<Row>(query: string, parameters: QueryParameters, options: StreamOptions) {
      return openStream<readonly { json(): Row }[], readonly Row[]>(client, options.signal, {
        open: async (request) =>
          (
            await client.query({
              query: asked(query, options, streamSettings(options)),
              query_params: parameters,
              format: 'JSONEachRow',
              ...request,
            })
          ).stream() as unknown as Readable,
        read: jsonOf,
      });
    },
    openParquet(query: string, parameters: QueryParameters, options: StreamOptions) {
      const settingsOfFile = { ...streamSettings(options), ...parquetSettings };
      return openStream<Buffer, Buffer>(client, options.signal, {
        open: async (request) =>
          (
            await client.exec({
              query: `${asked(query, options, settingsOfFile)}\nformat Parquet`,
              query_params: parameters,
              ...request,
            })
          ).stream,
        read: (chunk) => chunk,
      });
    },
  };
}

function streamSettings({ rowsMax, msMax }: StreamOptions) {
  return { max_result_rows: rowsMax, max_execution_time: msMax / 1_000 };
}

/** A server may write why it gave up where a row should stand. */
function jsonOf<Row>(rows: readonly { json(): Row }[]): readonly Row[] {
  try {
    return rows.map((row) => row.json());
  } catch (cause) {
    throw new Error('a row of the answer is none', { cause });
  }
}

interface Opening<Chunk, Told> {
  open(request: { readonly query_id: string; readonly abort_signal: AbortSignal }): Promise<Readable>;
  read(chunk: Chunk): Told;
}

/** Opens an answer that is read bit by bit. Left before its end, or aborted, it is ended in the server too. */
async function openStream<Chunk, Told>(
  client: ClickHouseClient,
  signal: AbortSignal,
  { open, read }: Opening<Chunk, Told>,
): Promise<AsyncIterable<Told>> {
  const queryId = randomUUID();
  const { promise: opened, resolve } = Promise.withResolvers<Readable | null>();
  const stop = (): void => {
    killQuery(client, queryId);
    // The client hears the signal until its answer begins, and not afterwards.
    void opened.then((stream) => stream?.destroy(signal.reason));
  };
  signal.throwIfAborted();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const stream = await open({ query_id: queryId, abort_signal: signal });
    resolve(stream);
    return readToEnd(stream, read, (isWhole) => {
      signal.removeEventListener('abort', stop);
      if (!isWhole && !signal.aborted) killQuery(client, queryId);
    });
  } catch (error) {
    resolve(null);
    signal.removeEventListener('abort', stop);
    throw error;
  }
}

async function* readToEnd<Chunk, Told>(
  stream: Readable,
  read: (chunk: Chunk) => Told,
  onEnd: (isWhole: boolean) => void,
): AsyncGenerator<Told> {
  let isWhole = false;
  try {
    for await (const chunk of stream) yield read(chunk);
    isWhole = true;
  } finally {
    onEnd(isWhole);
  }
}

/** A server goes on with a query whose caller has left, unless it is told. The embedded engine hears the signal itself. */
function killQuery(client: ClickHouseClient, queryId: string): void {
  const killing = client.command({
    query: 'kill query where query_id = {queryId: String} async',
    query_params: { queryId },
  });
  killing.catch(() => undefined);
}
