import type { ClickHouseClient } from '@clickhouse/client';
import { utcText } from '../../../db/clickhouse/utc-text.ts';
import { dayMs } from '../../../domain/duration.ts';

/** Who was silent for longer than this is no store that somebody waits for. */
const memoryMs = 30 * dayMs;
const storesMax = 50_000;

/** When each store's newest event came, epoch milliseconds, over all stores. */
export async function readLastEvents(
  clickhouse: ClickHouseClient,
  nowMs: number,
): Promise<ReadonlyMap<string, number>> {
  const answer = await clickhouse.query({
    query: `
      select toString(store_id) as store_id, toFloat64(toUnixTimestamp64Milli(max(last_at))) as at
      from event_hours where hour >= {from: DateTime64(3, 'UTC')}
      group by store_id limit ${storesMax}`,
    query_params: { from: utcText(nowMs - memoryMs) },
    format: 'JSONEachRow',
  });
  const rows = await answer.json<{ store_id: string; at: number }>();
  return new Map(rows.map(({ store_id, at }) => [store_id, at]));
}
