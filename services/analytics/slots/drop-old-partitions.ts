import type { ClickHouseClient } from '@clickhouse/client';
import { tables } from '../../../db/clickhouse/tables/index.ts';

export interface DroppedPartition {
  readonly table: string;
  /** `202401` */
  readonly month: string;
}

/**
 * Drops the months that are older than may be kept, of events, facts and slots alike: a number and the rows behind it go
 * together. This month and `retentionMonths` before it stay.
 */
export async function dropOldPartitions(
  clickhouse: ClickHouseClient,
  { nowMs, retentionMonths }: { readonly nowMs: number; readonly retentionMonths: number },
): Promise<readonly DroppedPartition[]> {
  const now = new Date(nowMs);
  const oldest = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - retentionMonths, 1));
  const found = await clickhouse.query({
    query: `
      select distinct table, partition as month from system.parts
      where database = currentDatabase() and active and table in {tables: Array(String)}
        and match(partition, '^[0-9]{6}$') and partition < {oldest: String}
      order by month, table`,
    query_params: { tables, oldest: oldest.toISOString().slice(0, 7).replace('-', '') },
    format: 'JSONEachRow',
  });
  const old = await found.json<DroppedPartition>();
  // Names come from our own list and digits from the pattern: neither can be a parameter here.
  for (const { table, month } of old)
    await clickhouse.command({ query: `alter table ${table} drop partition ${month}` });
  return old;
}
