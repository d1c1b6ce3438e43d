import { dayMs } from '../domain/duration.ts';

/** What a record's key is, and so which records share a partition and keep their order. */
export type TopicKey = 'storeId' | 'cartId' | 'userId';

/** One topic as it is made on Kafka and, as far as it applies, on the embedded log. */
export interface Topic {
  readonly name: string;
  /** Fixed for the life of a topic: a key must stay in its partition. */
  readonly partitions: number;
  readonly key: TopicKey;
  /** How long a record is kept. */
  readonly retentionMs: number;
  /** Only the newest record of a key matters, so older ones may go before their time. */
  readonly compacted: boolean;
}

/** Every topic there is. Adding one is one entry here; it is created at the next start. */
export const topics = {
  /** What came through the endpoints, as it came. */
  eventsRaw: { name: 'events.raw', partitions: 12, key: 'storeId', retentionMs: 7 * dayMs, compacted: false },
  /** The event log: accepted events, from which everything else is made. */
  eventsValidated: {
    name: 'events.validated',
    partitions: 12,
    key: 'storeId',
    retentionMs: 30 * dayMs,
    compacted: false,
  },
  features: { name: 'features.v1', partitions: 8, key: 'cartId', retentionMs: dayMs, compacted: true },
  predictions: { name: 'predictions.v1', partitions: 8, key: 'cartId', retentionMs: 7 * dayMs, compacted: true },
  commands: {
    name: 'interventions.commands',
    partitions: 6,
    key: 'userId',
    retentionMs: 30 * dayMs,
    compacted: false,
  },
  /** What could not be used, with its bytes and the cause. */
  deadLetters: { name: 'dlq.failed-events', partitions: 3, key: 'storeId', retentionMs: 7 * dayMs, compacted: false },
} as const satisfies Record<string, Topic>;

/** Largest batch of records that a topic takes, in bytes. */
export const batchBytesMax = 8 * 1024 * 1024;
