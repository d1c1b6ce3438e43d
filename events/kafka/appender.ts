import type { AcceptedEvent } from '../event.ts';
import { digestOf } from '../event-digest.ts';
import type { Appended } from '../event-log.ts';
import type { FirstRecords } from './first-records.ts';
import type { RecordCodec } from './record-codec.ts';
import type { KafkaSender } from './sender.ts';

/**
 * Appends events that are not known to be in the log. Within this process an event is on its way once; between
 * processes the door can be told `accepted` twice for the same event, and the readers take only its first record.
 */
export function createAppender({
  topic,
  codec,
  sender,
  firstRecords,
  onUnmarked,
}: {
  readonly topic: string;
  readonly codec: RecordCodec;
  readonly sender: KafkaSender;
  readonly firstRecords: FirstRecords;
  /** Events are in the log, but their ids could not be noted: sent again, they would be taken in again. */
  readonly onUnmarked: (error: unknown) => void;
}) {
  const onTheirWay = new Map<string, Promise<unknown>>();

  return async function append(
    partition: number,
    storeId: string,
    events: readonly AcceptedEvent[],
  ): Promise<readonly Appended[]> {
    const ours = new Map<string, AcceptedEvent>();
    const others: Promise<unknown>[] = [];
    const digests = events.map((event) => {
      const digest = digestOf(storeId, event.id);
      const under = onTheirWay.get(digest);
      if (ours.has(digest)) return null;
      if (under !== undefined) {
        others.push(under);
        return null;
      }
      ours.set(digest, event);
      return digest;
    });
    const appending = appendNew(partition, storeId, ours);
    for (const digest of ours.keys()) onTheirWay.set(digest, appending);
    try {
      const [accepted] = await Promise.all([appending, ...others]);
      return digests.map((digest) => (digest !== null && accepted.has(digest) ? 'accepted' : 'duplicate'));
    } finally {
      for (const digest of ours.keys()) onTheirWay.delete(digest);
    }
  };

  /** Answers with the digests of those that were not there before. */
  async function appendNew(
    partition: number,
    storeId: string,
    events: ReadonlyMap<string, AcceptedEvent>,
  ): Promise<ReadonlySet<string>> {
    const digests = [...events.keys()];
    if (digests.length === 0) return new Set();
    const known = await firstRecords.areKnown(partition, digests);
    const fresh = digests.filter((_, index) => !known[index]);
    if (fresh.length === 0) return new Set();
    const key = Buffer.from(storeId);
    const firstOffset = await sender.send({
      topic,
      partition,
      records: fresh.flatMap((digest) => {
        const event = events.get(digest);
        return event ? [{ key, value: codec.encode(event) }] : [];
      }),
    });
    const records = fresh.map((digest, index) => ({ digest, offset: Number(firstOffset) + index }));
    const first = await firstRecords.areFirst(partition, records).catch((error: unknown) => {
      onUnmarked(error);
      return records.map(() => true);
    });
    return new Set(fresh.filter((_, index) => first[index]));
  }
}
