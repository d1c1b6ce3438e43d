import { randomUUID } from 'node:crypto';
import { expect, inject } from 'vitest';
import { partitionOf } from '../../../events/event-log.ts';
import { createTopics } from '../../../events/kafka/create-topics.ts';
import { createFetcher } from '../../../events/kafka/fetcher.ts';
import { createSender } from '../../../events/kafka/sender.ts';
import { createKafkaTopicWriter } from '../../../events/kafka/topic-writer.ts';
import { createMemoryRegistry } from '../../../events/schemas/schema-registry.ts';
import { createWireCodec } from '../../../events/schemas/wire-codec.ts';
import { batchBytesMax, topics } from '../../../events/topics.ts';
import { featureSetHash } from '../../../ml/features.ts';
import { emptyActivity } from '../../../ml/shopping-activity.ts';
import '../../../test/kafka-setup.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { keepPredictions } from '../../prediction/predictions/keep.ts';
import { predictionsSource } from './predictions-source.ts';
import { relayTopic } from './relay.ts';

const topic = topics.predictions;

async function predict({ storeId, write }: Shop, cartId: string, probability: number): Promise<void> {
  const input = { activity: emptyActivity, cart: null, atMs: Date.UTC(2026, 10, 22), timeZone: 'UTC' };
  const prediction = { probability, modelVersion: 'prior-1', featureSetHash, reasons: [] };
  await write((tx) => keepPredictions(tx, [{ storeId, cartId, recoveryId: null, input, prediction }]));
}

test('whoever follows a topic with a Kafka client finds the records of a cart in one partition, in their order', async ({
  systemOfRecord: database,
  newShop,
}) => {
  const connection = { brokers: [inject('kafkaAddress')] };
  await createTopics(connection, [topic], { replicas: 1 });
  const shop = await newShop();
  const carts = [randomUUID(), randomUUID(), randomUUID()];
  const scores = [0.1, 0.2, 0.3, 0.4];
  for (const score of scores) for (const cart of carts) await predict(shop, cart, score);
  const codec = await createWireCodec({ topic: topic.name, registry: createMemoryRegistry() });
  const sender = createSender(connection);
  const deps = {
    database,
    topicWriter: createKafkaTopicWriter(sender),
    holder: randomUUID(),
    codecOf: async () => codec,
    onLag: () => {},
    onRefused: () => {},
  };

  for (let more = true; more; ) ({ more } = await relayTopic(deps, { ...predictionsSource, rowsPerRoundMax: 5 }));
  await sender.close();

  const fetcher = createFetcher(connection, topic.name);
  for (const cart of carts) {
    const partition = partitionOf(cart, topic.partitions);
    const offset = await fetcher.firstOffset(partition);
    const records = await fetcher.fetch({ partition, offset, bytesMax: batchBytesMax, waitMs: 0 });
    const values = (await Promise.all(records.map(({ value }) => codec.decode(value)))) as {
      cartId: string;
      probability: number;
    }[];
    const ofCart = values.filter(({ cartId }) => cartId === cart);
    expect(ofCart.map(({ probability }) => probability)).toEqual(scores);
  }
  await fetcher.close();
});
