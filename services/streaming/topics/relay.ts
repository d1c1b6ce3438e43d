import { messageBytesMax, UnencodableValue, type WireCodec } from '../../../events/schemas/wire-codec.ts';
import type { TopicRecord, TopicWriter } from '../../../events/topic-writer.ts';
import { type RelayRowsDeps, relayRows } from '../../shared/topic-queue/relay-rows.ts';
import type { SourcedRecord, TopicSource } from './topic-source.ts';

export interface RelayDeps extends RelayRowsDeps {
  readonly topicWriter: TopicWriter;
  /** Asked once there is something to encode. */
  readonly codecOf: (topic: string) => Promise<Pick<WireCodec, 'encode'>>;
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
  const { topic, rowsPerRoundMax, read } = source;
  const { delivered, more } = await relayRows(deps, {
    topic: topic.name,
    rowsPerRoundMax,
    read,
    deliver: (sourced) => publish(deps, source, sourced),
  });
  return { published: delivered, more };
}

async function publish(deps: RelayDeps, { topic }: TopicSource, sourced: readonly SourcedRecord[]): Promise<number> {
  const { encode } = await deps.codecOf(topic.name);
  const records = sourced.flatMap(({ key, value, storeId, rowId }): TopicRecord[] => {
    const encoded = encodeOr(encode, value, (cause) => deps.onRefused({ storeId, rowId }, cause));
    return encoded ? [{ key, value: encoded }] : [];
  });
  for (const batch of batchesOf(records)) await deps.topicWriter.append(topic, batch);
  return records.length;
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
