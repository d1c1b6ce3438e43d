import type { Database } from '../../db/postgres/tenancy.ts';
import type { Backlog } from '../../domain/overload.ts';
import type { EventLog } from '../../events/event-log.ts';
import { lagMs, readStandings } from './log-lag.ts';
import { cartsConsumer } from './positions.ts';

/** What waits for the consumer that keeps the truth, over all partitions: costs a read of each, so never per request. */
export async function measureBacklog(
  database: Pick<Database, 'engine'>,
  eventLog: EventLog,
  nowMs: number,
): Promise<Backlog> {
  const standings = await readStandings(database, [cartsConsumer], eventLog.partitions);
  const [lags, lengths] = await Promise.all([
    Promise.all(standings.map(([position = null], partition) => lagMs(eventLog, partition, position, nowMs))),
    Promise.all(standings.map((_, partition) => eventLog.length(partition))),
  ]);
  return { lagMs: Math.max(0, ...lags), entries: lengths.reduce((sum, length) => sum + length, 0) };
}
