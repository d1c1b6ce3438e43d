import type { Database } from '../../../db/postgres/tenancy.ts';
import { minuteMs } from '../../../domain/duration.ts';
import { slotOf } from '../../../domain/metering/meter.ts';
import { type EventLog, partitionOf } from '../../../events/event-log.ts';
import { readConsumerOffsets } from '../../pipeline/log-lag.ts';
import { analyticsConsumer } from '../export/export-events.ts';

export interface SeenUntilDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly eventLog: Pick<EventLog, 'partitions' | 'read'>;
}

/** Events are stamped before they are appended, so one that stands behind another may be older by as much. */
const overtakenMsMax = minuteMs;

/**
 * Until when (epoch milliseconds, the beginning of a slot) analytics has every accepted event of a store; null: all of them. What was
 * metered after that cannot be compared with it yet.
 */
export async function readSeenUntil({ database, eventLog }: SeenUntilDeps, storeId: string): Promise<number | null> {
  const partition = partitionOf(storeId, eventLog.partitions);
  const offsets = await readConsumerOffsets(database, [analyticsConsumer], eventLog.partitions);
  const [next] = await eventLog.read(partition, offsets[partition]?.[0] ?? null, { eventsMax: 1, waitMs: 0 });
  const receivedAt = next?.events[0]?.receivedAt;
  return receivedAt === undefined ? null : slotOf(receivedAt - overtakenMsMax);
}
