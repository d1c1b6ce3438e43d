import type { Database } from '../db/postgres/tenancy.ts';
import type { EventLog } from '../events/event-log.ts';
import { analyticsConsumer } from '../services/analytics/export/export-events.ts';
import { cartsConsumer } from '../services/journal/consumer-offsets.ts';
import { readConsumerOffsets } from '../services/pipeline/log-lag.ts';
import { StackError } from './stack/stack-error.ts';

const foreignPosition = /@/;

/**
 * Makes sure that nothing is left behind in the log on streams before another log is used, and clears what was applied,
 * so that coming back would not apply it again. Throws `StackError` when accepted events still wait there.
 */
export async function leaveStreams(database: Pick<Database, 'engine'>, streams: EventLog): Promise<void> {
  const offsets = await readConsumerOffsets(database, [cartsConsumer, analyticsConsumer], streams.partitions);
  const waiting: number[] = [];
  for (const [partition, positions] of offsets.entries()) {
    const end = await streams.end(partition);
    if (end === null || positions.some((position) => position !== null && foreignPosition.test(position))) continue;
    if (positions.every((position) => streams.hasPassed(position, end))) await streams.trim(partition, end);
    else waiting.push(partition);
  }
  if (waiting.length > 0)
    throw new StackError(
      `Accepted events still wait in the log on streams (partitions ${waiting.join(', ')}): start once without KAFKA_BROKERS, take in nothing new, and stop when pipeline_lag_seconds is 0.`,
    );
}
