import { type Database, rawSql, withEngine } from '../../db/postgres/tenancy.ts';
import { type EventLog, partitionOf } from '../../events/event-log.ts';
import { offsetId } from '../journal/consumer-offsets.ts';

/** Where each consumer stands, by partition; null: it has read nothing yet. */
export async function readConsumerOffsets(
  database: Pick<Database, 'engine'>,
  consumers: readonly string[],
  partitions: number,
): Promise<readonly (readonly (string | null)[])[]> {
  const positions = await withEngine(database, async (tx) => {
    const sql = rawSql(tx);
    const rows = await sql<
      { id: string; position: string }[]
    >`select id, position from consumer_offsets where position <> ''`;
    return new Map(rows.map(({ id, position }) => [id, position]));
  });
  return Array.from({ length: partitions }, (_, partition) =>
    consumers.map((consumer) => positions.get(offsetId(consumer, partition)) ?? null),
  );
}

/** Drops what every consumer has passed. A consumer that has not begun holds everything back. */
export async function trimPassed(eventLog: EventLog, offsets: readonly (readonly (string | null)[])[]): Promise<void> {
  await Promise.all(
    offsets.map(async (positions, partition) => {
      const slowest = positions.reduce(
        (slow, position) => (slow !== null && eventLog.hasPassed(slow, position) ? position : slow),
        positions[0] ?? null,
      );
      if (slowest !== null && positions.every((position) => position !== null)) await eventLog.trim(partition, slowest);
    }),
  );
}

/** How old the oldest entry is that a consumer has not applied, in milliseconds; 0: it is at the end. */
export async function lagMs(
  eventLog: EventLog,
  partition: number,
  position: string | null,
  now: number,
): Promise<number> {
  const [next] = await eventLog.read(partition, position, { eventsMax: 1, waitMs: 0 });
  const receivedAt = next?.events[0]?.receivedAt;
  return receivedAt === undefined ? 0 : Math.max(0, now - receivedAt);
}

/** Whether all of these consumers have everything of a store behind them that was taken in until then (epoch milliseconds). */
export async function logPassed(
  {
    database,
    eventLog,
    consumers,
  }: {
    readonly database: Pick<Database, 'engine'>;
    readonly eventLog: EventLog;
    readonly consumers: readonly string[];
  },
  { storeId, atMs }: { readonly storeId: string; readonly atMs: number },
): Promise<boolean> {
  const partition = partitionOf(storeId, eventLog.partitions);
  const offsets = await readConsumerOffsets(database, consumers, eventLog.partitions);
  for (const position of offsets[partition] ?? []) {
    const [next] = await eventLog.read(partition, position, { eventsMax: 1, waitMs: 0 });
    const receivedAt = next?.events[0]?.receivedAt;
    if (receivedAt !== undefined && receivedAt <= atMs) return false;
  }
  return true;
}
