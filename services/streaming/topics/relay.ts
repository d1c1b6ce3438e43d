import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { messageBytesMax, UnencodableValue, type WireCodec } from '../../../events/schemas/wire-codec.ts';
import type { TopicRecord, TopicWriter } from '../../../events/topic-writer.ts';
import { holdTopic } from './hold-topic.ts';
import type { SourcedRecord, TopicSource } from './topic-source.ts';

export interface RelayDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly topicWriter: TopicWriter;
  /** Id of this relay; another one leaves a topic alone while this one has it. */
  readonly holder: string;
  /** Asked once there is something to encode. */
  readonly codecOf: (topic: string) => Promise<Pick<WireCodec, 'encode'>>;
  /** How long the oldest row has been waiting, in milliseconds; 0: none waits here. */
  readonly onLag: (lagMs: number) => void;
  /** A row that no reader could take. It is passed over: those behind it must not wait for it. */
  readonly onRefused: (row: { readonly storeId: string; readonly rowId: string }, cause: string) => void;
}

export interface Relayed {
  readonly published: number;
  /** Whether more may be waiting. */
  readonly more: boolean;
}

/** Bytes of one append, unless a single record has more. */
const appendBytesMax = messageBytesMax;

/**
 * Tells a topic the oldest rows that are queued for it, and then takes them from the queue: cut off in between, the next
 * round tells the same rows again, under the same ids. Rejects when the log or the registry is away; the queue waits.
 */
export async function relayTopic(deps: RelayDeps, source: TopicSource): Promise<Relayed> {
  const round = await withEngine(deps.database, (tx) => takeRound(tx, deps.holder, source));
  deps.onLag(round.lagMs);
  if (round.ids.length === 0) return { published: 0, more: false };
  const { encode } = await deps.codecOf(source.topic.name);
  const records = round.sourced.flatMap(({ key, value, storeId, rowId }): TopicRecord[] => {
    const encoded = encodeOr(encode, value, (cause) => deps.onRefused({ storeId, rowId }, cause));
    return encoded ? [{ key, value: encoded }] : [];
  });
  for (const batch of batchesOf(records)) await deps.topicWriter.append(source.topic, batch);
  await withEngine(
    deps.database,
    (tx) =>
      rawSql(tx)`delete from topic_outbox where topic = ${source.topic.name} and id = any(${round.ids}::bigint[])`,
  );
  return { published: records.length, more: round.ids.length === source.rowsPerRoundMax };
}

interface Round {
  /** Where the rows stand in the queue: 64-bit numbers as text. */
  readonly ids: string[];
  readonly lagMs: number;
  readonly sourced: readonly SourcedRecord[];
}

async function takeRound(tx: Tx, holder: string, source: TopicSource): Promise<Round> {
  const topic = source.topic.name;
  if (!(await holdTopic(tx, { topic, holder }))) return { ids: [], lagMs: 0, sourced: [] };
  const rows = await rawSql(tx)<{ id: string; storeId: string; rowId: string; waitedMs: number }[]>`
    select id::text, store_id as "storeId", row_id as "rowId",
      (extract(epoch from clock_timestamp() - created_at) * 1000)::float8 as "waitedMs"
    from topic_outbox where topic = ${topic} order by topic_outbox.id limit ${source.rowsPerRoundMax}`;
  const sourced = await source.read(tx, {
    storeIds: rows.map(({ storeId }) => storeId),
    rowIds: rows.map(({ rowId }) => rowId),
  });
  return { ids: rows.map(({ id }) => id), lagMs: rows[0]?.waitedMs ?? 0, sourced };
}

function encodeOr(encode: WireCodec['encode'], value: object, onRefused: (cause: string) => void): Buffer | null {
  try {
    const encoded = encode(value);
    if (encoded.length <= messageBytesMax) return encoded;
    onRefused(`${encoded.length} bytes are more than ${messageBytesMax}`);
  } catch (error) {
    if (!(error instanceof UnencodableValue)) throw error;
    onRefused(error.message);
  }
  return null;
}

function batchesOf(records: readonly TopicRecord[]): readonly TopicRecord[][] {
  const batches: TopicRecord[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    bytes += record.value.length;
    if (bytes > appendBytesMax) {
      batches.push([]);
      bytes = record.value.length;
    }
    batches.at(-1)?.push(record);
  }
  return batches;
}
