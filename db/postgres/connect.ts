import postgres, { type Sql } from 'postgres';

/** How one pool is used; every limit is explicit. */
export interface PostgresOptions {
  /** Most connections of this pool. */
  readonly maxConnections: number;
  /** Shown in `pg_stat_activity`, to tell the roles apart. */
  readonly applicationName: string;
  /** Longest time one statement may run, in milliseconds. */
  readonly statementTimeoutMs?: number;
}

const CONNECT_TIMEOUT_SECONDS = 10;
const IDLE_TIMEOUT_SECONDS = 60;
const LIFETIME_SECONDS_MAX = 30 * 60;
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;

/**
 * Opens a pool; connections are made on first use. Notices are dropped, times arrive as `Date`, `bigint` as text
 * unless a column's own mapping says otherwise. Close it with `sql.end({ timeout: 5 })`.
 */
export function connectPostgres(
  url: string,
  { maxConnections, applicationName, statementTimeoutMs = STATEMENT_TIMEOUT_MS }: PostgresOptions,
): Sql {
  return postgres(url, {
    max: maxConnections,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    idle_timeout: IDLE_TIMEOUT_SECONDS,
    max_lifetime: LIFETIME_SECONDS_MAX,
    onnotice: () => {},
    connection: {
      application_name: applicationName,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    },
  });
}
