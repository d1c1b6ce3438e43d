import type { ClickHouseClient } from '@clickhouse/client';
import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import type { EventLog } from '../../../events/event-log.ts';
import type { KeySource } from '../../../runtime/installation-keys.ts';
import { offsetId } from '../../journal/consumer-offsets.ts';
import { keepOutErased } from '../../state/tombstones/keep-out.ts';
import { eventRowOf } from './event-row.ts';

export interface ExportEventsDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly eventLog: EventLog;
  readonly clickhouse: ClickHouseClient;
  /** For asking the tombstones of erased persons. */
  readonly keys?: KeySource | undefined;
  /** Which partitions this process follows; without it all. */
  readonly isOurs?: (partition: number) => boolean;
}

export const analyticsConsumer = 'analytics';
/** From each partition in one round. */
const eventsPerPartitionMax = 5_000;

/**
 * Copies what the log has gained since the last round to analytics, all partitions in one insert, and then moves the
 * positions. A round that is cut off inserts the same rows again, and they replace themselves. Returns how many.
 */
export async function exportEvents({
  database,
  eventLog,
  clickhouse,
  keys,
  isOurs = () => true,
}: ExportEventsDeps): Promise<number> {
  const partitions = Array.from({ length: eventLog.partitions }, (_, partition) => partition).filter(isOurs);
  const positions = await readPositions(database);
  const read = await Promise.all(
    partitions.map(async (partition) => {
      const id = offsetId(analyticsConsumer, partition);
      const entries = await eventLog.read(partition, positions.get(id) ?? null, {
        eventsMax: eventsPerPartitionMax,
        waitMs: 0,
      });
      return { id, position: entries.at(-1)?.position, events: entries.flatMap(({ events }) => events) };
    }),
  );
  const moved = read.flatMap(({ id, position }) => (position === undefined ? [] : [{ id, position }]));
  if (moved.length === 0) return 0;
  const values = await withEngine(database, async (tx) => {
    const letIn = await keepOutErased(
      tx,
      read.flatMap(({ events }) => events),
      keys,
    );
    return letIn.events.map((event) => eventRowOf(event, tx.addressHasher));
  });
  await clickhouse.insert({ table: 'events', values, format: 'JSONEachRow' });
  await savePositions(database, moved);
  return values.length;
}

async function readPositions(database: Pick<Database, 'engine'>): Promise<ReadonlyMap<string, string>> {
  return withEngine(database, async (tx) => {
    const sql = rawSql(tx);
    const rows = await sql<
      { id: string; position: string }[]
    >`select id, position from consumer_offsets where id like ${`${analyticsConsumer}/%`}`;
    return new Map(rows.map(({ id, position }) => [id, position]));
  });
}

async function savePositions(
  database: Pick<Database, 'engine'>,
  moved: readonly { readonly id: string; readonly position: string }[],
): Promise<void> {
  await withEngine(database, async (tx) => {
    const sql = rawSql(tx);
    await sql`
      insert into consumer_offsets (id, position)
      select * from unnest(${moved.map(({ id }) => id)}::text[], ${moved.map(({ position }) => position)}::text[])
      on conflict (id) do update set position = excluded.position, updated_at = now()`;
  });
}
