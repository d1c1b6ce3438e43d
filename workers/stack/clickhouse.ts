import { type ClickHouseClient, type ClickHouseClientConfigOptions, createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';

/**
 * Opens the embedded ClickHouse engine on a folder, behind the same client as a server. The engine runs inside this
 * process and takes the folder for itself: there can be one folder per process and one process per folder.
 */
export function openClickhouse(folder: string): ClickHouseClient {
  // Both packages carry a copy of the same interface, and the compiler cannot see that the copies are equal.
  const connection = createChdbConnection({ path: folder }) as unknown as NonNullable<
    ClickHouseClientConfigOptions['connection']
  >;
  return createClient({ connection });
}
