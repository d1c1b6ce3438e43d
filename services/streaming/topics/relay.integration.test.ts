import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import {
  deadLetters,
  integrations,
  messages,
  predictions,
  topicOutbox,
  topicRelays,
  webhookDeliveries,
} from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { connectRedis } from '../../../db/redis/connect.ts';
import { partitionOf } from '../../../events/event-log.ts';
import { createMemoryRegistry } from '../../../events/schemas/schema-registry.ts';
import { createWireCodec, messageBytesMax } from '../../../events/schemas/wire-codec.ts';
import { createStreamsTopicWriter, topicStream } from '../../../events/streams/topic-writer.ts';
import type { FeatureInput } from '../../../ml/feature-input.ts';
import { featureSet, featureSetHash } from '../../../ml/features.ts';
import type { Prediction } from '../../../ml/prediction.ts';
import { emptyActivity } from '../../../ml/shopping-activity.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { onlyProvider } from '../../../test/only-provider.ts';
import { linkSettings } from '../../../test/sent-message.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { claimMessage } from '../../messaging/messages/claim.ts';
import { keepPredictions } from '../../prediction/predictions/keep.ts';
import { predictionsKeptMs, purgeOldPredictions } from '../../prediction/predictions/purge-old.ts';
import { recordPrediction } from '../../recovery/recoveries/predict.ts';
import { releaseTopic } from '../../shared/topic-queue/hold-topic.ts';
import { purgeUnrelayed } from '../../shared/topic-queue/purge-unrelayed.ts';
import { deadLettersSource } from './dead-letters-source.ts';
import { deliveriesSource } from './deliveries-source.ts';
import { featuresSource } from './features-source.ts';
import { messagesSource } from './messages-source.ts';
import { predictionsSource } from './predictions-source.ts';
import { type RelayDeps, relayTopic } from './relay.ts';
import type { TopicSource } from './topic-source.ts';

type Fields = Record<string, unknown>;

interface Relaying {
  /** Relays until nothing waits, in rounds of `rows`, and returns how many records that made. */
  relay(source: TopicSource, change?: Partial<RelayDeps> & { rows?: number }): Promise<number>;
  /** What a reader of the topic finds under a key, oldest first, and in which partitions. */
  read(source: TopicSource, key: string): Promise<{ values: Fields[]; partitions: number[] }>;
  waiting(source: TopicSource, storeId: string): Promise<number>;
  /** Lets other relays have a topic. */
  release(source: TopicSource): Promise<void>;
}

const test = base.extend('relaying', { scope: 'file' }, async ({ systemOfRecord, redis: { url } }, { onCleanup }) => {
  const redis = connectRedis(url, { purpose: 'request' });
  onCleanup(async () => {
    await redis.quit();
  });
  const registry = createMemoryRegistry();
  const codecOf = (topic: string) => createWireCodec({ topic, registry });
  const deps: RelayDeps = {
    database: systemOfRecord,
    topicWriter: createStreamsTopicWriter({ redis }),
    holder: randomUUID(),
    codecOf,
    onLag: () => {},
    onRefused: () => {},
  };
  return {
    async relay(source, { rows = source.rowsPerRoundMax, ...change } = {}) {
      let published = 0;
      for (let more = true; more; ) {
        const relayed = await relayTopic({ ...deps, ...change }, { ...source, rowsPerRoundMax: rows });
        published += relayed.published;
        more = relayed.more;
      }
      return published;
    },
    async read({ topic }, key) {
      const codec = await codecOf(topic.name);
      const values: Fields[] = [];
      const partitions = new Set<number>();
      for (let partition = 0; partition < topic.partitions; partition++) {
        const stream = topicStream(topic.name, partition);
        for (const [, fields] of await redis.xrangeBuffer(stream, '-', '+')) {
          if (fields[1]?.toString() !== key || !fields[3]) continue;
          values.push((await codec.decode(fields[3])) as Fields);
          partitions.add(partition);
        }
      }
      return { values, partitions: [...partitions] };
    },
    waiting: (source, storeId) =>
      withEngine(systemOfRecord, (tx) =>
        tx.$count(topicOutbox, and(eq(topicOutbox.topic, source.topic.name), eq(topicOutbox.storeId, storeId))),
      ),
    release: ({ topic }) => releaseTopic(systemOfRecord, { topic: topic.name, holder: deps.holder }),
  } satisfies Relaying;
});

const atMs = Date.UTC(2026, 10, 21, 12);
const input: FeatureInput = { activity: emptyActivity, cart: null, atMs, timeZone: 'UTC' };
const prediction: Prediction = {
  probability: 0.25,
  modelVersion: 'prior-1',
  featureSetHash,
  reasons: [{ feature: 'product_views', value: null, direction: 'lowers', contribution: -0.5 }],
};

async function keepOne({ storeId, write }: Shop, cartId: string, probability = 0.25): Promise<void> {
  await write((tx) =>
    keepPredictions(tx, [{ storeId, cartId, recoveryId: null, input, prediction: { ...prediction, probability } }]),
  );
}

/** A cart in recovery whose message was allowed, and what its shopper must not be known by. */
async function claimOne(shop: Shop, systemOfRecord: Parameters<typeof claimMessage>[0]) {
  const email = `${randomUUID()}@shopper.example`;
  const customerId = await shop.customer({ email });
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart);
  const claim = await claimMessage(
    systemOfRecord,
    {
      storeId: shop.storeId,
      recoveryId,
      ruleId: 'touch-1',
      channel: 'email',
      template: 'cart-reminder-1',
      knownActivityAt: cart.lastActivityAt.getTime(),
    },
    {
      providers: onlyProvider({ name: 'keyed', recovery: { kind: 'none' } }),
      flags: allOn,
      links: linkSettings,
      defaultFrom: 'Shop <shop@example.com>',
      consistentAsOfMs: Date.now(),
      nowMs: Date.now(),
    },
  );
  if (claim.kind !== 'claimed') throw new Error(`not claimed but ${claim.kind}`);
  return { email, customerId, cart, recoveryId, messageId: claim.message.id };
}

async function receiveOne({ storeId, write }: Shop, body: Buffer, deliveryId: string | null = null): Promise<string> {
  const integrationId = randomUUID();
  const id = randomUUID();
  const receivedAt = new Date(atMs);
  await write(async (tx) => {
    await tx.insert(integrations).values({
      storeId,
      id: integrationId,
      platform: 'shopify',
      secrets: 'sealed',
      settings: { currency: null, orderStatuses: {} },
    });
    await tx.insert(webhookDeliveries).values({
      storeId,
      id,
      integrationId,
      deliveryId,
      topic: 'carts/update',
      headers: { 'content-type': 'application/json' },
      body,
      dueAt: receivedAt,
      receivedAt,
    });
  });
  return id;
}

describe('the topics beside the event log', () => {
  test('tell every prediction of a recovery once, with its features in their order', async ({
    systemOfRecord,
    newShop,
    relaying,
  }) => {
    const shop = await newShop();
    const customerId = await shop.customer();
    const cart = await shop.cart({ customerId });
    const recoveryId = await shop.recovery(cart);
    await recordPrediction(systemOfRecord, { storeId: shop.storeId, recoveryId, cartId: cart.id, input, prediction });

    for (const source of [predictionsSource, featuresSource, predictionsSource, featuresSource])
      await relaying.relay(source);

    const [kept] = await shop.write((tx) => tx.select().from(predictions));
    const { values } = await relaying.read(predictionsSource, cart.id);
    expect(values).toEqual([
      {
        storeId: shop.storeId,
        cartId: cart.id,
        at: atMs,
        probability: 0.25,
        modelVersion: 'prior-1',
        featureSetHash,
        reasons: prediction.reasons,
        id: kept?.id,
        purpose: 'recovery',
        recoveryId,
      },
    ]);
    const names = featureSet.features.map(({ name }) => name);
    const features = await relaying.read(featuresSource, cart.id);
    expect(features.values).toEqual([
      {
        storeId: shop.storeId,
        cartId: cart.id,
        at: atMs,
        featureSet: featureSet.name,
        featureSetVersion: featureSet.version,
        featureSetHash,
        values: Object.fromEntries(names.map((name) => [name, null])),
        names,
        predictionId: kept?.id,
      },
    ]);
  });

  test('tell every permission to send, with ids and codes and nothing of the person', async ({
    systemOfRecord,
    newShop,
    relaying,
  }) => {
    const shop = await newShop();
    const { email, customerId, cart, recoveryId, messageId } = await claimOne(shop, systemOfRecord);

    await relaying.relay(messagesSource);

    const { values } = await relaying.read(messagesSource, customerId);
    // Every field there is: one more has to be looked at here for what it says of a person.
    expect(values).toEqual([
      {
        id: `send/${messageId}`,
        storeId: shop.storeId,
        userId: customerId,
        cartId: cart.id,
        recoveryId,
        issuedAt: expect.any(Number),
        action: 'send',
        channel: 'email',
        messageId,
        ruleId: 'touch-1',
        template: 'cart-reminder-1',
        reason: null,
        campaignId: shop.campaignId,
      },
    ]);
    const [message] = await shop.write((tx) => tx.select().from(messages));
    for (const personal of [email, message?.addressHash]) expect(JSON.stringify(values)).not.toContain(personal);
  });

  test('tell every webhook byte for byte, by the name that its platform has for it', async ({ newShop, relaying }) => {
    const shop = await newShop();
    const bytes = Buffer.from([0, 255, 10, 123, 0]);
    await receiveOne(shop, bytes, 'their-name');
    const nameless = await receiveOne(shop, Buffer.from('{}'));

    await relaying.relay(deliveriesSource);

    const { values } = await relaying.read(deliveriesSource, shop.storeId);
    const { storeId } = shop;
    const source = 'webhook:shopify';
    const shared = { storeId, receivedAt: atMs, source, topic: 'carts/update', contentType: 'application/json' };
    expect(values).toEqual([
      { id: 'their-name', ...shared, body: bytes },
      { id: nameless, ...shared, body: Buffer.from('{}') },
    ]);
  });

  test('tell every dead letter with its content and its cause, and none whose content is gone', async ({
    newShop,
    relaying,
  }) => {
    const shop = await newShop();
    const letter = { storeId: shop.storeId, source: 'api', cause: 'invalid', path: 'occurredAt', at: new Date(atMs) };
    const [id, goneId] = [randomUUID(), randomUUID()];
    await shop.write((tx) =>
      tx.insert(deadLetters).values([
        { ...letter, id, event: '{"name":"Ünïcode"}' },
        { ...letter, id: goneId, event: '' },
      ]),
    );

    await relaying.relay(deadLettersSource);

    const { values } = await relaying.read(deadLettersSource, shop.storeId);
    expect(values).toMatchObject([
      {
        id,
        at: atMs,
        source: 'api',
        kind: 'event',
        content: Buffer.from('{"name":"Ünïcode"}'),
        cause: 'invalid',
        path: 'occurredAt',
      },
    ]);
    expect(await relaying.waiting(deadLettersSource, shop.storeId)).toBe(0);
  });
});

describe('a relay', () => {
  test('keeps the order of a key over many rounds, in the one partition of the key', async ({ newShop, relaying }) => {
    const shop = await newShop();
    const carts = [randomUUID(), randomUUID(), randomUUID()];
    const scores = [0.1, 0.2, 0.3, 0.4, 0.5];
    for (const score of scores) for (const cart of carts) await keepOne(shop, cart, score);

    expect(await relaying.relay(predictionsSource, { rows: 2 })).toBeGreaterThanOrEqual(15);

    for (const cart of carts) {
      const { values, partitions } = await relaying.read(predictionsSource, cart);
      expect(values.map(({ probability }) => probability)).toEqual(scores);
      expect(partitions).toEqual([partitionOf(cart, predictionsSource.topic.partitions)]);
    }
  });

  test('that is killed after its records were taken tells them again, under the same ids, and loses none', async ({
    systemOfRecord,
    newShop,
    relaying,
  }) => {
    const shop = await newShop();
    const cart = randomUUID();
    await keepOne(shop, cart, 0.1);
    // The log has taken the records; what would take the rows from the queue is not reached any more.
    let doors = 0;
    const dying = new Proxy(systemOfRecord.engine, {
      get(engine, name, receiver) {
        if (name === 'transaction' && ++doors === 2) throw new Error('killed');
        return Reflect.get(engine, name, receiver);
      },
    });
    await expect(relaying.relay(predictionsSource, { database: { engine: dying } })).rejects.toThrow('killed');
    await keepOne(shop, cart, 0.2);

    await relaying.relay(predictionsSource);

    const { values } = await relaying.read(predictionsSource, cart);
    expect(values.map(({ probability }) => probability)).toEqual([0.1, 0.1, 0.2]);
    expect(values[1]?.['id']).toBe(values[0]?.['id']);
    expect(await relaying.relay(predictionsSource)).toBe(0);
  });

  test('waits for a log that is away, with its lag, while others go on writing', async ({
    systemOfRecord,
    newShop,
    relaying,
  }) => {
    const shop = await newShop();
    const { customerId } = await claimOne(shop, systemOfRecord);
    const away = { append: () => Promise.reject(new Error('the log is away')) };
    let lag = 0;
    const onLag = (lagMs: number): void => {
      lag = lagMs;
    };
    await expect(relaying.relay(messagesSource, { topicWriter: away, onLag })).rejects.toThrow('the log is away');
    expect(lag).toBeGreaterThan(0);
    const next = await claimOne(shop, systemOfRecord);

    await relaying.relay(messagesSource, { onLag });
    await relaying.relay(messagesSource, { onLag });

    expect(lag).toBe(0);
    expect((await relaying.read(messagesSource, customerId)).values).toHaveLength(1);
    expect((await relaying.read(messagesSource, next.customerId)).values).toHaveLength(1);
  });

  test('leaves a topic to the one who has it, until that one lets go', async ({
    systemOfRecord,
    newShop,
    relaying,
  }) => {
    const shop = await newShop();
    const cart = randomUUID();
    await keepOne(shop, cart);
    const other = { topic: featuresSource.topic.name, holder: randomUUID() };
    const away = { append: () => Promise.reject(new Error('the log is away')) };
    await relaying.release(featuresSource);
    const theirs = relaying.relay(featuresSource, { holder: other.holder, topicWriter: away });
    await expect(theirs).rejects.toThrow('the log is away');

    expect(await relaying.relay(featuresSource)).toBe(0);
    await releaseTopic(systemOfRecord, other);
    await relaying.relay(featuresSource);

    expect((await relaying.read(featuresSource, cart)).values).toHaveLength(1);
  });

  test('follows one that was killed, once its lease is over', async ({ systemOfRecord, newShop, relaying }) => {
    const shop = await newShop();
    const cart = randomUUID();
    await keepOne(shop, cart);
    const topic = featuresSource.topic.name;
    await relaying.release(featuresSource);
    const leasedUntil = new Date(Date.now() - 1);
    await withEngine(systemOfRecord, (tx) =>
      tx.insert(topicRelays).values({ topic, holder: randomUUID(), leasedUntil }),
    );
    await relaying.relay(featuresSource);
    expect((await relaying.read(featuresSource, cart)).values).toHaveLength(1);
  });

  test('passes over what no reader could take, and tells what is behind it', async ({ newShop, relaying }) => {
    const shop = await newShop();
    const rowId = await receiveOne(shop, Buffer.alloc(messageBytesMax, 'x'));
    const behind = await receiveOne(shop, Buffer.from('{}'));
    const refused: object[] = [];

    await relaying.relay(deliveriesSource, { onRefused: (row) => refused.push(row) });

    expect(refused).toEqual([{ storeId: shop.storeId, rowId }]);
    expect((await relaying.read(deliveriesSource, shop.storeId)).values.map(({ id }) => id)).toEqual([behind]);
    expect(await relaying.waiting(deliveriesSource, shop.storeId)).toBe(0);
  });

  test('does not tell what was undone', async ({ newShop, relaying }) => {
    const shop = await newShop();
    const cart = randomUUID();
    const undone = shop.write(async (tx) => {
      await keepPredictions(tx, [{ storeId: shop.storeId, cartId: cart, recoveryId: null, input, prediction }]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await relaying.relay(predictionsSource);
    expect((await relaying.read(predictionsSource, cart)).values).toEqual([]);
  });
});

describe('what waits for a topic', () => {
  test('is let go when the topic would not keep it any more', async ({ systemOfRecord, newShop, relaying }) => {
    const shop = await newShop();
    await keepOne(shop, randomUUID());
    const { name, retentionMs } = featuresSource.topic;
    await purgeUnrelayed(systemOfRecord, { name, retentionMs }, { limit: 1_000 });
    expect(await relaying.waiting(featuresSource, shop.storeId)).toBe(1);
    await purgeUnrelayed(systemOfRecord, { name, retentionMs: 0 }, { limit: 1_000 });
    expect(await relaying.waiting(featuresSource, shop.storeId)).toBe(0);
  });

  test('is passed over when the row itself is forgotten', async ({ systemOfRecord, newShop, relaying }) => {
    const shop = await newShop();
    const cart = randomUUID();
    await keepOne(shop, cart);
    await purgeOldPredictions(systemOfRecord, { now: atMs + predictionsKeptMs, limit: 1_000 });
    expect(await shop.write((tx) => tx.$count(predictions))).toBe(1);
    await purgeOldPredictions(systemOfRecord, { now: atMs + predictionsKeptMs + 1, limit: 1_000 });
    await relaying.relay(predictionsSource);
    expect((await relaying.read(predictionsSource, cart)).values).toEqual([]);
    expect(await relaying.waiting(predictionsSource, shop.storeId)).toBe(0);
  });
});
