import type { Database } from '../../db/postgres/tenancy.ts';
import type { Backlog } from '../../domain/overload.ts';
import type { EventLog } from '../../events/event-log.ts';
import { cartsConsumer } from '../journal/consumer-offsets.ts';
import { lagMs, readConsumerOffsets } from './log-lag.ts';

export interface LogBacklog extends Backlog {
  /** Of each partition. */
  readonly lagsMs: readonly number[];
}

/** What waits for the consumer that keeps the system of record, over all partitions: costs a read of each, so never per request. */
export async function measureBacklog(
  database: Pick<Database, 'engine'>,
  eventLog: EventLog,
  nowMs: number,
): Promise<LogBacklog> {
  const partitions = Array.from({ length: eventLog.partitions }, (_, partition) => partition);
  const [lagsMs, lengths] = await Promise.all([
    measureLags(database, eventLog, { partitions, nowMs }),
    Promise.all(partitions.map((partition) => eventLog.length(partition))),
  ]);
  return { lagMs: Math.max(0, ...lagsMs), lagsMs, entries: lengths.reduce((sum, length) => sum + length, 0) };
}

/** How old the oldest event of each of these partitions is that is not applied; 0: nothing waits. */
export async function measureLags(
  database: Pick<Database, 'engine'>,
  eventLog: EventLog,
  { partitions, nowMs }: { readonly partitions: readonly number[]; readonly nowMs: number },
): Promise<readonly number[]> {
  const offsets = await readConsumerOffsets(database, [cartsConsumer], eventLog.partitions);
  return Promise.all(partitions.map((partition) => lagMs(eventLog, partition, offsets[partition]?.[0] ?? null, nowMs)));
}
