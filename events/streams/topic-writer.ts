import type { ChainableCommander, Redis } from 'ioredis';
import { partitionOf } from '../event-log.ts';
import type { TopicWriter } from '../topic-writer.ts';

/** Streams are kept in memory, so besides their age their length and size are limited too. */
const recordsPerPartitionMax = 20_000;
const partitionBytesMax = 4 * 1024 * 1024;

/**
 * Publishes to streams, one per partition of a topic: `{topic:<name>:<partition>}:records` with the fields `key` and
 * `value`. A stream is there from its first record on. Compaction is Kafka's; here old records go by age, number and size.
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
      await done(pipeline);
      await trimToSize(redis, [...streams]);
    },
  };
}

/** Lets go of the oldest records of streams that take too much memory, by what their records weigh on average. */
async function trimToSize(redis: Redis, streams: readonly string[]): Promise<void> {
  const asking = redis.pipeline();
  for (const stream of streams) asking.memory('USAGE', stream).xlen(stream);
  const answers = await done(asking);
  const trimming = redis.pipeline();
  for (const [index, stream] of streams.entries()) {
    const [bytes, length] = [Number(answers[2 * index]), Number(answers[2 * index + 1])];
    if (bytes <= partitionBytesMax) continue;
    trimming.xtrim(stream, 'MAXLEN', '~', Math.max(1, Math.floor((length * partitionBytesMax) / bytes)));
  }
  await done(trimming);
}

async function done(pipeline: ChainableCommander): Promise<readonly unknown[]> {
  const answers = (await pipeline.exec()) ?? [];
  return answers.map(([error, answer]) => {
    if (error) throw error;
    return answer;
  });
}

export function topicStream(topic: string, partition: number): string {
  return `{topic:${topic}:${partition}}:records`;
}
