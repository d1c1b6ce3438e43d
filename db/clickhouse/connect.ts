import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { TlsOptions } from '../../runtime/identity/identity.ts';
import { RenewingAgent } from './renewing-agent.ts';

const requestTimeoutMs = 30_000;
const connectionsMax = 10;

/** Connects to a ClickHouse server over HTTP; user, password and database come from the URL. `tls`: with a certificate of our own. */
export function connectClickhouse(
  url: string,
  { applicationName, tls }: { readonly applicationName: string; readonly tls?: TlsOptions | undefined },
): ClickHouseClient {
  return createClient({
    url,
    application: applicationName,
    request_timeout: requestTimeoutMs,
    max_open_connections: connectionsMax,
    ...(tls && { http_agent: new RenewingAgent(tls, { maxSockets: connectionsMax }) }),
    // A failure is thrown at whoever asked, and they know whether it is one: a question may be given up, or asked again.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { date_time_input_format: 'best_effort' },
  });
}
