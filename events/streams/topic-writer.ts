import type { Redis } from 'ioredis';
import { partitionOf } from '../event-log.ts';
import type { TopicWriter } from '../topic-writer.ts';

/** Streams are kept in memory, so besides their age their length is limited too. */
const recordsPerPartitionMax = 20_000;

/**
 * Publishes to streams, one per partition of a topic: `{topic:<name>:<partition>}:records` with the fields `key` and
 * `value`. A stream is there from its first record on. Compaction is Kafka's; here old records go by age and number.
 */
export function createStreamsTopicWriter({
  redis,
  now = Date.now,
}: {
  readonly redis: Redis;
  readonly now?: () => number;
}): TopicWriter {
  return {
    async append(topic, records) {
      const pipeline = redis.pipeline();
      const streams = new Set<string>();
      for (const { key, value } of records) {
        const stream = topicStream(topic.name, partitionOf(key, topic.partitions));
        streams.add(stream);
        pipeline.xadd(stream, 'MAXLEN', '~', recordsPerPartitionMax, '*', 'key', key, 'value', value);
      }
      for (const stream of streams) pipeline.xtrim(stream, 'MINID', '~', now() - topic.retentionMs);
      for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
    },
  };
}

export function topicStream(topic: string, partition: number): string {
  return `{topic:${topic}:${partition}}:records`;
}
