import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Admin } from '@platformatic/kafka';
import { describe, expect } from 'vitest';
import { connectRedis } from '../db/redis/connect.ts';
import { newEventCodec } from '../test/event-codec.ts';
import { eventsOf } from '../test/event-factory.ts';
import { test as base } from '../test/fixtures.ts';
import { startKafka } from '../tools/kafka/start-kafka.ts';
import { type EventLog, partitionOf } from './event-log.ts';
import { createTopics, TopicMismatchError } from './kafka/create-topics.ts';
import type { LogGap, MalformedRecord } from './kafka/reader.ts';
import { createSender } from './kafka/sender.ts';
import { createKafkaTopicWriter } from './kafka/topic-writer.ts';
import { type KafkaLogOptions, openKafkaLog } from './kafka.ts';
import { type Topic, topics } from './topics.ts';

const test = base
  .extend('broker', { scope: 'file' }, async ({}, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'cart-kafka-'));
    chmodSync(folder, 0o755);
    const broker = await startKafka(folder);
    onCleanup(async () => {
      await broker.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    return broker;
  })
  .extend('topic', async ({ broker }): Promise<Topic> => {
    const topic = { ...topics.eventsValidated, name: `events.${randomUUID()}` };
    await createTopics({ brokers: [broker.address] }, [topic], { replicas: 1 });
    return topic;
  })
  /** Opens doors to one log: each as another process would have it, with a producer and connections of its own. */
  .extend('newDoor', async ({ broker, redis, topic }, { onCleanup }) => {
    const connection = { brokers: [broker.address] };
    const ends: (() => Promise<void> | void)[] = [];
    onCleanup(async () => {
      for (const end of ends) await end();
    });
    return async (told: Pick<KafkaLogOptions, 'onGap' | 'onMalformed'> = {}): Promise<EventLog> => {
      const request = connectRedis(redis.url, { purpose: 'request' });
      const sender = createSender(connection);
      const codec = await newEventCodec();
      const log = await openKafkaLog({ connection, sender, redis: request, topic, codec, ...told });
      ends.push(log.close, sender.close, () => request.disconnect());
      return log;
    };
  });

describe('an event that is in the log more than once', () => {
  test('is read once when two endpoints take it in at the same moment', async ({ newDoor }) => {
    const doors = [await newDoor(), await newDoor()];
    const storeId = randomUUID();
    const event = eventsOf(storeId);
    const events = Array.from({ length: 50 }, (_, index) =>
      event('product_viewed', { id: `e-${index}`, productId: 'p' }),
    );
    await Promise.all(events.flatMap((each) => doors.map((door) => door.append(storeId, [each]))));
    for (const door of doors)
      expect((await readIds(door, storeId)).toSorted()).toEqual(events.map(({ id }) => id).toSorted());
  });

  test('is read once, and nothing acknowledged is missing, when the broker is killed during appends', async ({
    broker,
    newDoor,
  }) => {
    const door = await newDoor();
    const storeId = randomUUID();
    const event = eventsOf(storeId);
    const pid = broker.pid();
    const ids = Array.from({ length: 400 }, (_, index) => `e-${String(index).padStart(3, '0')}`);
    const answers = { refused: 0 };
    for (const [index, id] of ids.entries()) {
      if (index === 150 && pid !== undefined) process.kill(pid, 'SIGKILL');
      while (!(await door.append(storeId, [event('product_viewed', { id, productId: 'p' })]).catch(() => null))) {
        answers.refused += 1;
        await delay(50);
      }
    }
    expect(answers.refused).toBeGreaterThan(0);
    expect(await readIds(door, storeId)).toEqual(ids);
  });
});

describe('a reader of the log on Kafka', () => {
  test('is told what expired before it came', async ({ newDoor }) => {
    const gaps: LogGap[] = [];
    const door = await newDoor({ onGap: (gap) => gaps.push(gap) });
    const storeId = randomUUID();
    const partition = partitionOf(storeId, door.partitions);
    const event = eventsOf(storeId);
    for (const id of ['1', '2', '3', '4'])
      await door.append(storeId, [event('product_viewed', { id, productId: 'p' })]);
    const [first, , third] = await door.read(partition, null, { eventsMax: 10, waitMs: 0 });
    await door.trim(partition, third?.position ?? '');
    const left = await door.read(partition, first?.position ?? '', { eventsMax: 10, waitMs: 0 });
    expect(left.flatMap(({ events }) => events.map(({ id }) => id))).toEqual(['4']);
    expect(gaps).toEqual([{ partition, from: 1, to: 3 }]);
  });

  test('passes over a record that is no event, and tells of it', async ({ broker, topic, newDoor }) => {
    const strange: MalformedRecord[] = [];
    const door = await newDoor({ onMalformed: (record) => strange.push(record) });
    const storeId = randomUUID();
    const partition = partitionOf(storeId, door.partitions);
    const sender = createSender({ brokers: [broker.address] });
    const records = [{ key: Buffer.from(storeId), value: Buffer.from('not an event') }];
    await sender.send({ topic: topic.name, partition, records });
    await sender.close();
    await door.append(storeId, [eventsOf(storeId)('product_viewed', { id: '1', productId: 'p' })]);
    expect(await readIds(door, storeId)).toEqual(['1']);
    expect(strange).toMatchObject([{ partition, offset: 0, cause: { code: 'not_framed' } }]);
  });

  test('begins at the beginning when its position is of another log', async ({ newDoor }) => {
    const door = await newDoor();
    const storeId = randomUUID();
    await door.append(storeId, [eventsOf(storeId)('product_viewed', { id: '1', productId: 'p' })]);
    for (const position of ['1763800000000-0', '7@0badcafe']) {
      const entries = await door.read(partitionOf(storeId, door.partitions), position, { eventsMax: 10, waitMs: 0 });
      expect(entries.flatMap(({ events }) => events.map(({ id }) => id))).toEqual(['1']);
      expect(door.hasPassed(position, await door.end(partitionOf(storeId, door.partitions)))).toBe(false);
    }
  });
});

describe('the topics of the catalogue', () => {
  test('are made with their partitions and settings, once', async ({ broker }) => {
    const connection = { brokers: [broker.address] };
    expect(await createTopics(connection, Object.values(topics), { replicas: 1 })).toEqual([]);
    expect(await createTopics(connection, Object.values(topics), { replicas: 1 })).toEqual([]);
  });

  test('are compared with those that are there: a setting is named, a number of partitions refused', async ({
    broker,
  }) => {
    const connection = { brokers: [broker.address] };
    const topic: Topic = { ...topics.deadLetters, name: `dlq.${randomUUID()}` };
    await createTopics(connection, [topic], { replicas: 1 });
    expect(await createTopics(connection, [{ ...topic, retentionMs: 1_000 }], { replicas: 1 })).toEqual([
      `the topic ${topic.name} has retention.ms=604800000, the catalogue says 1000`,
    ]);
    await expect(createTopics(connection, [{ ...topic, partitions: 4 }], { replicas: 1 })).rejects.toThrow(
      TopicMismatchError,
    );
  });

  test('take records of any kind, those of one key in one partition', async ({ broker }) => {
    const connection = { brokers: [broker.address] };
    const topic: Topic = { ...topics.deadLetters, name: `dlq.${randomUUID()}` };
    await createTopics(connection, [topic], { replicas: 1 });
    const sender = createSender(connection);
    const writer = createKafkaTopicWriter(sender);
    const key = randomUUID();
    await writer.append(topic, [
      { key, value: Buffer.from([0, 255]) },
      { key, value: Buffer.from('2') },
    ]);
    await sender.close();
    const admin = new Admin({ clientId: 'test', bootstrapBrokers: [broker.address] });
    const partition = partitionOf(key, topic.partitions);
    const [listed] = await admin.listOffsets({
      topics: [{ name: topic.name, partitions: [{ partitionIndex: partition, timestamp: -1n }] }],
    });
    await admin.close();
    expect(listed?.partitions[0]?.offset).toBe(2n);
  });
});

async function readIds(log: EventLog, storeId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (;;) {
    const entries = await log.read(partitionOf(storeId, log.partitions), after, { eventsMax: 1_000, waitMs: 0 });
    if (entries.length === 0) return ids;
    after = entries.at(-1)?.position ?? null;
    for (const { events } of entries) for (const event of events) if (event.storeId === storeId) ids.push(event.id);
  }
}
