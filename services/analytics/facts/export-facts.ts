import type { ClickHouseClient } from '@clickhouse/client';
import { type RelayedRows, type RelayRowsDeps, relayRows } from '../../shared/topic-queue/relay-rows.ts';
import type { FactSource } from './fact-source.ts';

export interface ExportFactsDeps extends RelayRowsDeps {
  readonly clickhouse: Pick<ClickHouseClient, 'insert'>;
}

/** In one insert: few large ones cost analytics far less than many small ones. */
export const factsPerRoundMax = 5_000;

/**
 * Copies the oldest queued rows of a table to analytics as they are now, and then takes them from the queue. A round that is
 * cut off, or follows one that was too slow, inserts rows again; of one fact the newest version counts.
 */
export function exportFacts(
  { clickhouse, ...deps }: ExportFactsDeps,
  { topic, table, read }: FactSource,
  rowsPerRoundMax = factsPerRoundMax,
): Promise<RelayedRows> {
  return relayRows(deps, {
    topic: topic.name,
    rowsPerRoundMax,
    read,
    async deliver(values) {
      if (values.length > 0) await clickhouse.insert({ table, values, format: 'JSONEachRow' });
      return values.length;
    },
  });
}
