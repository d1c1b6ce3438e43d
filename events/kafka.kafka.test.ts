import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { connectRedis } from '../db/redis/connect.ts';
import { newEventCodec } from '../test/event-codec.ts';
import { test } from '../test/fixtures.ts';
import '../test/kafka-setup.ts';
import { describeEventLog } from './event-log.contract.ts';
import type { EventLog } from './event-log.ts';
import { createTopics } from './kafka/create-topics.ts';
import { createSender } from './kafka/sender.ts';
import { openKafkaLog } from './kafka.ts';
import { topics } from './topics.ts';

describeEventLog(
  'the event log on Kafka',
  test.extend('log', async ({ redis }, { onCleanup }): Promise<EventLog> => {
    const connection = { brokers: [inject('kafkaAddress')] };
    const topic = { ...topics.eventsValidated, name: `events.${randomUUID()}` };
    await createTopics(connection, [topic], { replicas: 1 });
    const request = connectRedis(redis.url, { purpose: 'request' });
    const sender = createSender(connection);
    const codec = await newEventCodec();
    const log = await openKafkaLog({ connection, sender, redis: request, topic, codec });
    onCleanup(async () => {
      await log.close();
      await sender.close();
      request.disconnect();
    });
    return log;
  }),
);
