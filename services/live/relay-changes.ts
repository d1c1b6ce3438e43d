import { type Database, rawSql, type Tx, withEngine } from '../../db/postgres/tenancy.ts';
import type { StoreEvent } from './live-event.ts';
import { liveSources } from './sources.ts';

export interface RelayChangesDeps {
  readonly database: Pick<Database, 'engine'>;
  /** Puts them where open pages are told from; rejects when they may not be there. */
  readonly publish: (events: readonly StoreEvent[]) => Promise<void>;
  readonly rowsPerRoundMax?: number;
}

export interface RelayedChanges {
  readonly told: number;
  /** Whether more may be waiting. */
  readonly more: boolean;
  /** How long the oldest row had been waiting, in milliseconds; 0: none waited here. */
  readonly lagMs: number;
}

const rowsPerRoundDefault = 500;
/** The lock of whoever relays; PostgreSQL's names for such locks are numbers. */
const relayLock = 7_530_001;
const topics = liveSources.map(({ topic }) => topic.name);
const nothing: RelayedChanges = { told: 0, more: false, lagMs: 0 };

/**
 * Tells open pages of the oldest queued rows as they are now, and takes them from the queue. One process does so at a time,
 * held by a lock of its transaction: whoever is killed lets go at once, where a lease would keep pages waiting. What was
 * told before a kill is told again.
 */
export async function relayChanges({
  database,
  publish,
  rowsPerRoundMax = rowsPerRoundDefault,
}: RelayChangesDeps): Promise<RelayedChanges> {
  return withEngine(database, async (tx) => {
    const rows = await takeOldest(tx, rowsPerRoundMax);
    if (rows.length === 0) return nothing;
    const events = await readChanges(tx, rows);
    await publish(events);
    await rawSql(tx)`
      delete from topic_outbox using unnest(${rows.map(({ topic }) => topic)}::text[], ${rows.map(({ id }) => id)}::bigint[]) as told (topic, id)
      where topic_outbox.topic = told.topic and topic_outbox.id = told.id`;
    return {
      told: events.length,
      more: rows.length >= rowsPerRoundMax,
      lagMs: Math.max(...rows.map(({ waitedMs }) => waitedMs)),
    };
  });
}

interface QueuedRow {
  readonly topic: string;
  readonly id: string;
  readonly storeId: string;
  readonly rowId: string;
  readonly waitedMs: number;
}

/** None while another process relays: it is woken as this one was, and looks again when its round is over. */
async function takeOldest(tx: Tx, limit: number): Promise<readonly QueuedRow[]> {
  const sql = rawSql(tx);
  const [lock] = await sql<{ held: boolean }[]>`select pg_try_advisory_xact_lock(${relayLock}) as held`;
  if (!lock?.held) return [];
  return sql<QueuedRow[]>`
    select named.topic, oldest.id::text, oldest.store_id as "storeId", oldest.row_id as "rowId",
      (extract(epoch from clock_timestamp() - oldest.created_at) * 1000)::float8 as "waitedMs"
    from unnest(${topics}::text[]) as named (topic)
    cross join lateral (
      select id, store_id, row_id, created_at from topic_outbox
      where topic_outbox.topic = named.topic order by topic_outbox.id limit ${limit}::int
    ) oldest
    order by oldest.id limit ${limit}::int`;
}

async function readChanges(tx: Tx, rows: readonly QueuedRow[]): Promise<readonly StoreEvent[]> {
  const events: StoreEvent[] = [];
  for (const { topic, read } of liveSources) {
    const queued = rows.filter((row) => row.topic === topic.name);
    if (queued.length === 0) continue;
    const found = await read(tx, {
      storeIds: queued.map(({ storeId }) => storeId),
      rowIds: queued.map(({ rowId }) => rowId),
      numbers: queued.map(({ id }) => id),
    });
    events.push(...found);
  }
  return events.sort((a, b) => a.event.version - b.event.version);
}
