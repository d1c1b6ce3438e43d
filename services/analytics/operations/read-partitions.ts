import type { Database } from '../../../db/postgres/tenancy.ts';
import type { EventLog } from '../../../events/event-log.ts';
import { cartsConsumer } from '../../journal/consumer-offsets.ts';
import { lagMs, readConsumerOffsets } from '../../pipeline/log-lag.ts';
import { analyticsConsumer } from '../export/export-events.ts';

export interface PartitionState {
  readonly partition: number;
  /** Entries that the log keeps, applied ones included. */
  readonly entries: number;
  /** Age of the oldest event that is not applied yet; 0: all are. */
  readonly eventsLagMs: number;
  /** Age of the oldest event that analytics does not have yet. */
  readonly analyticsLagMs: number;
}

/** How far each partition of the event log is read. */
export async function readPartitions(
  { database, eventLog }: { readonly database: Pick<Database, 'engine'>; readonly eventLog: EventLog },
  nowMs: number,
): Promise<readonly PartitionState[]> {
  const offsets = await readConsumerOffsets(database, [cartsConsumer, analyticsConsumer], eventLog.partitions);
  return Promise.all(
    offsets.map(async ([carts = null, analytics = null], partition) => {
      const [entries, eventsLagMs, analyticsLagMs] = await Promise.all([
        eventLog.length(partition),
        lagMs(eventLog, partition, carts, nowMs),
        lagMs(eventLog, partition, analytics, nowMs),
      ]);
      return { partition, entries, eventsLagMs, analyticsLagMs };
    }),
  );
}
