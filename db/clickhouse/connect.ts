import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';

const requestTimeoutMs = 30_000;
const connectionsMax = 10;

/** Connects to a ClickHouse server over HTTP; user, password and database come from the URL. */
export function connectClickhouse(url: string, { applicationName }: { applicationName: string }): ClickHouseClient {
  return createClient({
    url,
    application: applicationName,
    request_timeout: requestTimeoutMs,
    max_open_connections: connectionsMax,
    // A failure is thrown at whoever asked, and they know whether it is one: a question may be given up, or asked again.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { date_time_input_format: 'best_effort' },
  });
}
