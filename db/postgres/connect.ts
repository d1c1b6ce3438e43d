import postgres, { type Sql } from 'postgres';
import type { TlsOptions } from '../../runtime/identity/identity.ts';

/** How one pool is used; every limit is explicit. */
export interface PostgresOptions {
  /** Most connections of this pool. */
  readonly maxConnections: number;
  /** Shown in `pg_stat_activity`, to tell the roles apart. */
  readonly applicationName: string;
  /** Longest time one statement may run, in milliseconds. */
  readonly statementTimeoutMs?: number;
  /** Longest time that a connection is kept, in seconds: less than its login lives. */
  readonly lifetimeSecondsMax?: number;
  /** With a certificate of our own; undefined: as the address says. */
  readonly tls?: TlsOptions | undefined;
}

const connectTimeoutSeconds = 10;
const idleTimeoutSeconds = 60;
const lifetimeSecondsMaxDefault = 30 * 60;
const statementTimeoutMsDefault = 30_000;
const idleInTransactionTimeoutMs = 60_000;

/**
 * Opens a pool; connections are made on first use. Notices are dropped, times arrive as `Date`, `bigint` as text
 * unless a column's own mapping says otherwise. Close it with `sql.end({ timeout: 5 })`.
 */
export function connectPostgres(
  url: string,
  {
    maxConnections,
    applicationName,
    statementTimeoutMs = statementTimeoutMsDefault,
    lifetimeSecondsMax = lifetimeSecondsMaxDefault,
    tls,
  }: PostgresOptions,
): Sql {
  return postgres(url, {
    max: maxConnections,
    connect_timeout: connectTimeoutSeconds,
    idle_timeout: idleTimeoutSeconds,
    max_lifetime: lifetimeSecondsMax,
    // The driver reads it for each connection that it makes.
    ...(tls && { ssl: tls }),
    onnotice: () => {},
    connection: {
      application_name: applicationName,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    },
  });
}
