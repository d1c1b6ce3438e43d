import { type ClickHouseClient, createClient } from '@clickhouse/client';

const REQUEST_TIMEOUT_MS = 30_000;
const CONNECTIONS_MAX = 10;

/** Connects to a ClickHouse server over HTTP; user, password and database come from the URL. */
export function connectClickhouse(url: string, { applicationName }: { applicationName: string }): ClickHouseClient {
  return createClient({
    url,
    application: applicationName,
    request_timeout: REQUEST_TIMEOUT_MS,
    max_open_connections: CONNECTIONS_MAX,
    clickhouse_settings: { date_time_input_format: 'best_effort' },
  });
}
