import { Admin } from '@platformatic/kafka';
import type { Redis } from 'ioredis';
import { type EventLog, partitionOf } from './event-log.ts';
import { type WindowLimits, windowLimits } from './id-window/window-limits.ts';
import { createAppender } from './kafka/appender.ts';
import { clientOptions, type KafkaConnection } from './kafka/connection.ts';
import { createDedupIndex } from './kafka/dedup-index.ts';
import { createFetcher } from './kafka/fetcher.ts';
import { readOffset, topicTagOf, writePosition } from './kafka/position.ts';
import { createReader, type LogGap, type MalformedRecord } from './kafka/reader.ts';
import type { RecordCodec } from './kafka/record-codec.ts';
import type { KafkaSender } from './kafka/sender.ts';
import { withRetry } from './kafka/with-retry.ts';
import { type Topic, topics } from './topics.ts';

export interface KafkaLogOptions {
  readonly connection: KafkaConnection;
  /** Shared by all that write to the cluster; its owner closes it. */
  readonly sender: KafkaSender;
  /** Remembers which record of an event is its first. Not the log: what it loses costs only the answer `duplicate`. */
  readonly redis: Redis;
  /** Must exist, with the partitions it says. */
  readonly topic?: Topic;
  readonly codec: RecordCodec;
  readonly window?: WindowLimits;
  readonly now?: () => number;
  readonly onGap?: (gap: LogGap) => void;
  readonly onMalformed?: (record: MalformedRecord) => void;
  readonly onUnmarked?: (error: unknown) => void;
}

const adminTimeoutMs = 5_000;

/**
 * The event log on Kafka: one record per event, key and partition by store, acknowledged by all in-sync replicas.
 * Positions are offsets that the consumers keep with their effects; consumer groups and their commits are not used.
 */
export async function openKafkaLog({
  connection,
  sender,
  redis,
  topic = topics.eventsValidated,
  codec,
  window = windowLimits,
  now = Date.now,
  onGap = () => {},
  onMalformed = () => {},
  onUnmarked = () => {},
}: KafkaLogOptions): Promise<EventLog> {
  const { name, partitions } = topic;
  const fetcher = createFetcher(connection, name);
  const admin = new Admin(clientOptions(connection, { requestTimeoutMs: adminTimeoutMs, retries: 1 }));
  const topicTag = topicTagOf(await withRetry(fetcher.topicId));
  const dedupIndex = createDedupIndex({ redis, prefix: `log:${topicTag}`, window, now });
  const append = createAppender({ topic: name, codec, sender, dedupIndex, onUnmarked });
  const read = createReader({ fetcher, codec, dedupIndex, topicTag, onGap, onMalformed });
  let closed = false;
  return {
    partitions,
    append: (storeId, events, options) => append(partitionOf(storeId, partitions), storeId, events, options),
    async read(partition, after, options) {
      try {
        return await read(partition, after, options);
      } catch (error) {
        if (closed || options.signal?.aborted === true) return [];
        throw error;
      }
    },
    async end(partition) {
      const [first, next] = await Promise.all([fetcher.firstOffset(partition), fetcher.nextOffset(partition)]);
      return first === next ? null : writePosition({ offset: next - 1, topicTag });
    },
    async length(partition) {
      const [first, next] = await Promise.all([fetcher.firstOffset(partition), fetcher.nextOffset(partition)]);
      return next - first;
    },
    hasPassed(position, mark) {
      const target = readOffset(mark, topicTag);
      if (target === null) return true;
      const offset = readOffset(position, topicTag);
      return offset !== null && offset >= target;
    },
    async trim(partition, position) {
      const offset = readOffset(position, topicTag);
      if (offset === null) return;
      await admin.deleteRecords({ topics: [{ name, partitions: [{ partition, offset: BigInt(offset + 1) }] }] });
    },
    async close() {
      closed = true;
      await Promise.all([fetcher.close(), admin.close()]);
    },
  };
}
