import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { connectRedis } from '../../db/redis/connect.ts';
import { test } from '../../test/fixtures.ts';
import { partitionOf } from '../event-log.ts';
import { type Topic, topics } from '../topics.ts';
import { createStreamsTopicWriter, topicStream } from './topic-writer.ts';

describe('topics on streams', () => {
  test('take records of any bytes, those of one key in one stream and in order', async ({ redis }) => {
    const connection = connectRedis(redis.url, { purpose: 'request' });
    const topic: Topic = { ...topics.deadLetters, name: `dlq.${randomUUID()}` };
    const key = randomUUID();
    const values = [Buffer.from([0, 255, 10]), Buffer.from('second')];
    await createStreamsTopicWriter({ redis: connection }).append(
      topic,
      values.map((value) => ({ key, value })),
    );
    const entries = await connection.xrangeBuffer(
      topicStream(topic.name, partitionOf(key, topic.partitions)),
      '-',
      '+',
    );
    expect(entries.map(([, fields]) => fields.map((field) => field.toString('latin1')))).toEqual(
      values.map((value) => ['key', key, 'value', value.toString('latin1')]),
    );
    connection.disconnect();
  });

  test('let go of what is older than the topic keeps it', async ({ redis }) => {
    const connection = connectRedis(redis.url, { purpose: 'request' });
    const topic: Topic = { ...topics.deadLetters, name: `dlq.${randomUUID()}` };
    const key = randomUUID();
    const records = Array.from({ length: 500 }, (_, index) => ({ key, value: Buffer.from(String(index)) }));
    await createStreamsTopicWriter({ redis: connection }).append(topic, records);
    const later = createStreamsTopicWriter({ redis: connection, now: () => Date.now() + 2 * topic.retentionMs });
    await later.append(topic, records.slice(0, 1));
    // Whole nodes of the stream go, so some may stay.
    expect(await connection.xlen(topicStream(topic.name, partitionOf(key, topic.partitions)))).toBeLessThan(250);
    connection.disconnect();
  });

  test('keep no more than a partition may take of the memory, and the newest of it', async ({ redis }) => {
    const connection = connectRedis(redis.url, { purpose: 'request' });
    const topic: Topic = { ...topics.eventsRaw, name: `raw.${randomUUID()}` };
    const key = randomUUID();
    const stream = topicStream(topic.name, partitionOf(key, topic.partitions));
    const writer = createStreamsTopicWriter({ redis: connection });
    for (let index = 0; index < 60; index++)
      await writer.append(topic, [{ key, value: Buffer.alloc(100_000, String(index % 10)) }]);
    const entries = await connection.xrangeBuffer(stream, '-', '+');
    expect(entries.length).toBeGreaterThan(30);
    expect(entries.length).toBeLessThan(45);
    expect(entries.at(-1)?.[1][3]?.toString('latin1', 0, 1)).toBe('9');
    connection.disconnect();
  });
});
