import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { holdTopic } from './hold-topic.ts';

/** Rows by their keys, in the order of the queue: as many stores and numbers as ids. */
export interface QueuedRows {
  readonly storeIds: string[];
  readonly rowIds: string[];
  /**
   * Where each stands in the queue: 64-bit numbers as text. Of two changes of one row the later has the higher number,
   * because the number is given while the row is locked.
   */
  readonly numbers: string[];
}

/** What is queued for a topic, and where it goes. */
export interface QueueReader<Item> {
  readonly topic: string;
  /** Most rows of one round. */
  readonly rowsPerRoundMax: number;
  /** What rows of any store look like now, in the order of the queue. Rows that are gone are left out. */
  read(tx: Tx, rows: QueuedRows): Promise<readonly Item[]>;
  /** Hands all of them over, durably, and returns how many that were; rejects when it cannot. */
  deliver(items: readonly Item[]): Promise<number>;
}

export interface RelayRowsDeps {
  readonly database: Pick<Database, 'engine'>;
  /** Id of this relay; another one leaves a topic alone while this one has it. */
  readonly holder: string;
  /** How long the oldest row has been waiting, in milliseconds; 0: none waits here. */
  readonly onLag: (lagMs: number) => void;
}

export interface RelayedRows {
  readonly delivered: number;
  /** Whether more may be waiting. */
  readonly more: boolean;
}

/**
 * Delivers the oldest rows that are queued for a topic, and then takes them from the queue: cut off in between, the next
 * round delivers the same rows again. Rejects when they cannot be delivered; the queue waits.
 */
export async function relayRows<Item>(deps: RelayRowsDeps, reader: QueueReader<Item>): Promise<RelayedRows> {
  const { topic, rowsPerRoundMax } = reader;
  const round = await withEngine(deps.database, (tx) => takeRound(tx, deps.holder, reader));
  deps.onLag(round.lagMs);
  if (round.numbers.length === 0) return { delivered: 0, more: false };
  const delivered = await reader.deliver(round.items);
  await withEngine(
    deps.database,
    (tx) => rawSql(tx)`delete from topic_outbox where topic = ${topic} and id = any(${round.numbers}::bigint[])`,
  );
  return { delivered, more: round.numbers.length === rowsPerRoundMax };
}

interface Round<Item> {
  readonly numbers: string[];
  readonly lagMs: number;
  readonly items: readonly Item[];
}

async function takeRound<Item>(
  tx: Tx,
  holder: string,
  { topic, rowsPerRoundMax, read }: QueueReader<Item>,
): Promise<Round<Item>> {
  if (!(await holdTopic(tx, { topic, holder }))) return { numbers: [], lagMs: 0, items: [] };
  const rows = await rawSql(tx)<{ id: string; storeId: string; rowId: string; waitedMs: number }[]>`
    select id::text, store_id as "storeId", row_id as "rowId",
      (extract(epoch from clock_timestamp() - created_at) * 1000)::float8 as "waitedMs"
    from topic_outbox where topic = ${topic} order by topic_outbox.id limit ${rowsPerRoundMax}`;
  const numbers = rows.map(({ id }) => id);
  const items = await read(tx, {
    storeIds: rows.map(({ storeId }) => storeId),
    rowIds: rows.map(({ rowId }) => rowId),
    numbers,
  });
  return { numbers, lagMs: rows[0]?.waitedMs ?? 0, items };
}
