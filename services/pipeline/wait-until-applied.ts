import { type Database, withEngine } from '../../db/postgres/tenancy.ts';
import { type EventLog, partitionOf } from '../../events/event-log.ts';
import { pollUntil } from '../../runtime/poll-until.ts';
import { cartsConsumer, positionId, readPosition } from '../journal/log-positions.ts';

export interface WaitDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly eventLog: Pick<EventLog, 'partitions' | 'end' | 'hasPassed'>;
}

/**
 * Waits until the pipeline has applied everything that was acknowledged for the store before this call, so that what
 * is read afterwards includes every purchase that the shop was told we have. Without it a claim right after a restart,
 * or behind a burst of events, could miss an order that is durable in the log and not yet in PostgreSQL.
 *
 * False: the pipeline is further behind than a few seconds; ask again later.
 */
export async function waitUntilApplied(
  { database, eventLog }: WaitDeps,
  storeId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const partition = partitionOf(storeId, eventLog.partitions);
  const mark = await eventLog.end(partition);
  return pollUntil(async () => {
    const position = await withEngine(database, (tx) => readPosition(tx, positionId(cartsConsumer, partition)));
    return eventLog.hasPassed(position, mark);
  }, signal);
}
