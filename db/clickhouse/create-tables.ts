import type { ClickHouseClient } from '@clickhouse/client';
import { tables, views } from './tables/index.ts';

/** Creates the tables that are missing; safe to call at every start. */
export async function createClickHouseTables(client: ClickHouseClient): Promise<void> {
  for (const query of [...Object.values(tables), ...views])
    await client.command({ query, clickhouse_settings: { wait_end_of_query: 1 } });
}
