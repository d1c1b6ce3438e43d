import type { Database } from '../../../db/postgres/tenancy.ts';
import type { EventLog } from '../../../events/event-log.ts';
import { lagMs, readConsumerOffsets } from '../../pipeline/log-lag.ts';
import { analyticsConsumer } from '../export/export-events.ts';

/** How far analytics is behind the endpoints, in milliseconds: what is not there yet must not be missed. */
export async function analyticsLagMs(
  database: Pick<Database, 'engine'>,
  eventLog: EventLog,
  nowMs: number,
): Promise<number> {
  const offsets = await readConsumerOffsets(database, [analyticsConsumer], eventLog.partitions);
  const lags = await Promise.all(
    offsets.map(([position = null], partition) => lagMs(eventLog, partition, position, nowMs)),
  );
  return Math.max(0, ...lags);
}
