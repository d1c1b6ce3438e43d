import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';

/**
 * Opens the embedded ClickHouse engine on a folder, behind the same client as a server. The engine runs inside this
 * process and takes the folder for itself: there can be one folder per process and one process per folder.
 */
export function openClickhouse(folder: string): ClickHouseClient {
  return createClient({ connection: createChdbConnection({ path: folder }) });
}
