import { type ClickHouseClient, type ClickHouseClientConfigOptions, createClient } from '@clickhouse/client';
import { StackError } from './stack-error.ts';

/**
 * Opens the embedded ClickHouse engine on a folder, behind the same client as a server. The engine runs inside this
 * process and takes the folder for itself: there can be one folder per process and one process per folder.
 */
export async function openClickhouse(folder: string): Promise<ClickHouseClient> {
  // Only where nobody gave a server: an installation without optional packages has no engine.
  const { createChdbConnection } = await import('chdb/connection').catch((cause: unknown) => {
    throw new StackError('There is no embedded ClickHouse here: set CLICKHOUSE_URL to a server.', { cause });
  });
  // Both packages carry a copy of the same interface, and the compiler cannot see that the copies are equal.
  const connection = createChdbConnection({ path: folder }) as unknown as NonNullable<
    ClickHouseClientConfigOptions['connection']
  >;
  return createClient({ connection });
}
