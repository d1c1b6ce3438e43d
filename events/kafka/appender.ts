import type { AcceptedEvent } from '../event.ts';
import type { Appended, AppendOptions } from '../event-log.ts';
import { idDigestLength, idRecordOf } from '../id-window/event-digest.ts';
import type { DedupIndex } from './dedup-index.ts';
import type { RecordCodec } from './record-codec.ts';
import type { KafkaSender } from './sender.ts';

interface Sending {
  readonly event: AcceptedEvent;
  /** What the window is told of it. */
  readonly idRecord: string;
}

/**
 * Appends events that are not known to be in the log. Within this process an event is on its way once; between
 * processes the endpoint can be told `accepted` twice for the same event, and the readers take only its first record.
 */
export function createAppender({
  topic,
  codec,
  sender,
  dedupIndex,
  onUnmarked,
}: {
  readonly topic: string;
  readonly codec: RecordCodec;
  readonly sender: KafkaSender;
  readonly dedupIndex: DedupIndex;
  /** Events are in the log, but their ids could not be noted: sent again, they would be taken in again. */
  readonly onUnmarked: (error: unknown) => void;
}) {
  const onTheirWay = new Map<string, Promise<unknown>>();

  return async function append(
    partition: number,
    storeId: string,
    events: readonly AcceptedEvent[],
    { repetitionOf }: AppendOptions = {},
  ): Promise<readonly Appended[]> {
    const { promise: appended, resolve, reject } = Promise.withResolvers<readonly Appended[]>();
    appended.catch(() => undefined);
    const ours = new Map<string, Sending>();
    const others: Promise<unknown>[] = [];
    const repeated: string[] = [];
    const places = events.map((event): string | null => {
      const idRecord = idRecordOf(event, JSON.stringify(event), repetitionOf?.(event) ?? 'same_body');
      const place = `${storeId}\n${digestIn(idRecord)}`;
      const other = ours.has(place) ? appended : onTheirWay.get(place);
      if (other === undefined) {
        ours.set(place, { event, idRecord });
        return place;
      }
      if (other !== appended) others.push(other);
      repeated.push(idRecord);
      return null;
    });
    for (const place of ours.keys()) onTheirWay.set(place, appended);
    try {
      appendNew(partition, storeId, [...ours.values()]).then(resolve, reject);
      const [outcomes] = await Promise.all([appended, ...others]);
      const outcomeOf = new Map([...ours.keys()].map((place, index) => [place, outcomes[index]]));
      // Those that met another one on its way are judged by what became of it.
      const judged = repeated.length === 0 ? [] : await dedupIndex.find(partition, storeId, repeated);
      let next = 0;
      return places.map((place) => (place === null ? judged[next++] : outcomeOf.get(place)) ?? 'duplicate');
    } finally {
      for (const place of ours.keys()) onTheirWay.delete(place);
    }
  };

  /** What became of each, all of them different. */
  async function appendNew(partition: number, storeId: string, all: readonly Sending[]): Promise<readonly Appended[]> {
    if (all.length === 0) return [];
    const idRecords = all.map(({ idRecord }) => idRecord);
    const known = await dedupIndex.find(partition, storeId, idRecords);
    const fresh = all.filter((_, index) => known[index] === null);
    const elected = await send(partition, storeId, fresh);
    let next = 0;
    return known.map((outcome) => outcome ?? elected[next++] ?? 'duplicate');
  }

  async function send(partition: number, storeId: string, fresh: readonly Sending[]): Promise<readonly Appended[]> {
    if (fresh.length === 0) return [];
    const key = Buffer.from(storeId);
    const firstOffset = await sender.send({
      topic,
      partition,
      records: fresh.map(({ event }) => ({ key, value: codec.encode(event) })),
    });
    const records = fresh.map(({ idRecord }, index) => ({
      storeId,
      digest: digestIn(idRecord),
      body: idRecord.charAt(0) + bodyIn(idRecord),
      offset: Number(firstOffset) + index,
    }));
    return dedupIndex.elect(partition, records).catch((error: unknown) => {
      onUnmarked(error);
      return records.map(() => 'accepted' as const);
    });
  }
}

function digestIn(idRecord: string): string {
  return idRecord.slice(1, 1 + idDigestLength);
}

function bodyIn(idRecord: string): string {
  return idRecord.slice(1 + idDigestLength);
}
