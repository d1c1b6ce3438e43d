import type { AcceptedEvent } from '../event.ts';
import type { LogEntry } from '../event-log.ts';
import { idDigestOf } from '../id-window/event-digest.ts';
import { UndecodableMessage } from '../schemas/wire-codec.ts';
import type { DedupIndex } from './dedup-index.ts';
import type { FetchedRecord, TopicFetcher } from './fetcher.ts';
import { OffsetOutOfRangeError } from './fetcher.ts';
import { readOffset, writePosition } from './position.ts';
import type { RecordCodec } from './record-codec.ts';

export interface ReadOptions {
  readonly eventsMax: number;
  readonly waitMs: number;
  readonly signal?: AbortSignal;
}

/** Records between `from` and `to` went before their reader had come: the topic's retention is shorter than its delay. */
export interface LogGap {
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

/** A record that is no event. It is passed over, and stays in the topic until it expires. */
export interface MalformedRecord {
  readonly partition: number;
  readonly offset: number;
  readonly cause: UndecodableMessage;
}

const fetchBytesMax = 1024 * 1024;
/** A broker returns at least one whole batch, so a guess that is too small does not stand in the way. */
const eventBytesGuess = 1024;
/** Fetched but not yet asked for, by where they begin: one place for each reader of each partition and some to spare. */
const aheadMax = 48;

/** Reads accepted events of a partition: each once, at its first record, however often the log has it. */
export function createReader({
  fetcher,
  codec,
  dedupIndex,
  topicTag,
  onGap,
  onMalformed,
}: {
  readonly fetcher: TopicFetcher;
  readonly codec: RecordCodec;
  readonly dedupIndex: DedupIndex;
  readonly topicTag: string;
  readonly onGap: (gap: LogGap) => void;
  readonly onMalformed: (record: MalformedRecord) => void;
}) {
  const ahead = new Map<string, readonly FetchedRecord[]>();

  return async function read(
    partition: number,
    after: string | null,
    options: ReadOptions,
  ): Promise<readonly LogEntry[]> {
    const last = readOffset(after, topicTag);
    const records = await take(partition, last === null ? null : last + 1, options);
    const events = await Promise.all(records.map((record) => decode(partition, record)));
    const named = records.flatMap(({ offset }, index) => {
      const event = events[index];
      return event ? [{ offset, storeId: event.storeId, digest: idDigestOf(event.id), body: '' }] : [];
    });
    if (records.length === 0) return [];
    const elected = await dedupIndex.elect(partition, named);
    const first = new Set(named.flatMap(({ offset }, index) => (elected[index] === 'accepted' ? [offset] : [])));
    return records.map(({ offset }, index) => {
      const event = events[index];
      return { position: writePosition({ offset, topicTag }), events: event && first.has(offset) ? [event] : [] };
    });
  };

  async function decode(partition: number, { offset, value }: FetchedRecord): Promise<AcceptedEvent | null> {
    try {
      return await codec.decode(value);
    } catch (error) {
      if (!(error instanceof UndecodableMessage)) throw error;
      onMalformed({ partition, offset, cause: error });
      return null;
    }
  }

  async function take(partition: number, from: number | null, options: ReadOptions): Promise<readonly FetchedRecord[]> {
    const start = from ?? (await fetcher.firstOffset(partition));
    const place = `${partition}/${start}`;
    const fetched = ahead.get(place) ?? (await fetchFrom(partition, start, { ...options, known: from !== null }));
    ahead.delete(place);
    const rest = fetched.slice(options.eventsMax);
    if (rest[0]) keepAhead(`${partition}/${rest[0].offset}`, rest);
    return fetched.slice(0, options.eventsMax);
  }

  async function fetchFrom(
    partition: number,
    offset: number,
    { eventsMax, waitMs, signal, known }: ReadOptions & { readonly known: boolean },
  ): Promise<readonly FetchedRecord[]> {
    const bytesMax = Math.min(fetchBytesMax, eventsMax * eventBytesGuess);
    try {
      return await fetcher.fetch({ partition, offset, bytesMax, waitMs, signal });
    } catch (error) {
      if (!(error instanceof OffsetOutOfRangeError)) throw error;
      const first = await fetcher.firstOffset(partition);
      if (first <= offset)
        throw new Error(`partition ${partition} ends before offset ${offset}: acknowledged events are lost`, {
          cause: error,
        });
      if (known) onGap({ partition, from: offset, to: first });
      return fetcher.fetch({ partition, offset: first, bytesMax, waitMs, signal });
    }
  }

  function keepAhead(place: string, records: readonly FetchedRecord[]): void {
    ahead.set(place, records);
    for (const oldest of ahead.keys()) {
      if (ahead.size <= aheadMax) return;
      ahead.delete(oldest);
    }
  }
}
