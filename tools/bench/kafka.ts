import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { openDatabase } from '../../db/postgres/tenancy.ts';
import { connectRedis } from '../../db/redis/connect.ts';
import { minuteMs } from '../../domain/duration.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import { partitionOf } from '../../events/event-log.ts';
import type { KafkaConnection } from '../../events/kafka/connection.ts';
import { createTopics } from '../../events/kafka/create-topics.ts';
import { createFetcher } from '../../events/kafka/fetcher.ts';
import { createSender, type KafkaSender } from '../../events/kafka/sender.ts';
import { openKafkaLog } from '../../events/kafka.ts';
import type { EventCodec } from '../../events/schemas/event-codec.ts';
import { type Topic, topics } from '../../events/topics.ts';
import { mapBounded } from '../../runtime/map-bounded.ts';
import { addressHasher } from '../../test/address-hasher.ts';
import { newEventCodec } from '../../test/event-codec.ts';
import { startKafka } from '../kafka/start-kafka.ts';
import type { BenchResult } from './bench-result.ts';
import { type TimedConsumers, timeConsumers } from './kafka/time-consumers.ts';
import { medianBy } from './median.ts';
import { fillCarts } from './pipeline/fill-carts.ts';
import { shopperEvents } from './pipeline/shoppers.ts';
import { startScratchStores } from './scratch-stores.ts';

/** Enough for the partitions, and so the consumers, to have much the same to do. */
const storeCount = 120;
const carts = 10_000;
const eventsPerRun = 60_000;
/** Enough for the processes to have compiled what they run often. */
const warmUpEvents = 45_000;
/** As an endpoint that takes batches: many requests under way, each of one store. */
const eventsPerRequest = 100;
const requestsAtOnce = 32;
const consumersMany = 3;
/** A fifth of a core for each consumer: three of them, PostgreSQL and the broker then fit on two cores. */
const turns = { runMs: 10, periodMs: 50 };
/** One consumer and several, time and again: the machine's own speed moves by more than what is asked here. */
const roundsInTurns = 3;

/** The log on Kafka beside a bare producer and reader of the same bytes, and the pipeline behind it. */
export async function benchKafka(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cart-bench-kafka-'));
  const [stores, broker] = await Promise.all([startScratchStores(), startKafka(folder)]);
  const applicationName = 'bench';
  const superuser = connectPostgres(stores.superuserUrl, {
    maxConnections: 1,
    applicationName,
    statementTimeoutMs: 20 * minuteMs,
  });
  const app = connectPostgres(stores.database.appUrl, { maxConnections: 1, applicationName });
  const engine = connectPostgres(stores.database.engineUrl, { maxConnections: 2, applicationName });
  const redis = connectRedis(stores.redisUrl, { purpose: 'request' });
  const connection: KafkaConnection = { brokers: [broker.address] };
  const sender = createSender(connection);
  try {
    const storeIds = Array.from({ length: storeCount }, () => randomUUID());
    for (const id of storeIds) await superuser`insert into stores (store_id, name) values (${id}, 'Bench')`;
    await fillCarts(superuser, { storeIds, from: 0, to: carts });
    const newTopic = async (): Promise<Topic> => {
      const topic = { ...topics.eventsValidated, name: `bench.${randomUUID()}` };
      await createTopics(connection, [topic], { replicas: 1 });
      return topic;
    };
    const eventsOf = (seed: number, count = eventsPerRun) => [
      ...shopperEvents({ storeIds, carts, events: count, seed }),
    ];

    const codec = await newEventCodec();
    const bare = { sender, encode: codec.encode };
    const [bareTopic, topic] = [await newTopic(), await newTopic()];
    await timed(() => produce(bare, bareTopic, eventsOf(1, warmUpEvents)));
    const events = eventsOf(2);
    const bareWrite = await timed(() => produce(bare, bareTopic, events));
    const bareRead = await timed(() => readAll(connection, bareTopic));
    const eventLog = await openKafkaLog({ connection, sender, redis, topic, codec });
    const append = (from: readonly AcceptedEvent[]) => appendAll((storeId, own) => eventLog.append(storeId, own), from);
    const options = { ...stores.database, redisUrl: stores.redisUrl, kafkaAddress: broker.address, topic };
    const opened = { database: openDatabase({ app, engine, addressHasher }), eventLog };
    const write = { ms: 0 };
    const one = await timeConsumers({ ...options, members: 1 }, opened, {
      warmUp: () => append(eventsOf(3, warmUpEvents)),
      async fill() {
        write.ms = await timed(() => append(events));
      },
    });
    const many = await timeConsumers({ ...options, members: consumersMany }, opened, {
      warmUp: () => append(eventsOf(4, warmUpEvents)),
      fill: () => append(eventsOf(5)),
    });
    let seed = 6;
    const inTurns = (members: number) =>
      timeConsumers({ ...options, members }, opened, {
        warmUp: () => append(eventsOf(seed++, members * warmUpEvents)),
        fill: () => append(eventsOf(seed++)),
        turns,
      });
    const pairs: { readonly one: TimedConsumers; readonly many: TimedConsumers }[] = [];
    for (let round = 0; round < roundsInTurns; round++)
      pairs.push({ one: await inTurns(1), many: await inTurns(consumersMany) });
    const pair = medianBy(pairs, speedUp);
    await eventLog.close();

    const perSecond = (ms: number): number => eventsPerRun / (ms / 1_000);
    const bareReadPerSecond = (eventsPerRun + warmUpEvents) / (bareRead / 1_000);
    const cost = ({ cpuUs }: { cpuUs: number }) =>
      `${(cpuUs / eventsPerRun).toFixed(0)} µs of CPU time per event with PostgreSQL, Valkey and the broker`;
    return [
      result(
        'Kafka, events into the log',
        perSecond(write.ms),
        perSecond(bareWrite),
        'raw: the same records by the same producer, without the check for repetitions',
      ),
      result(
        'Kafka, log to carts, one consumer',
        perSecond(one.tookMs),
        bareReadPerSecond,
        `raw: reading the same records and nothing else; ${cost(one)}`,
      ),
      result(
        `Kafka, log to carts, ${consumersMany} consumers`,
        perSecond(many.tookMs),
        perSecond(one.tookMs),
        `raw: one consumer on the same cores; ${cost(many)}`,
      ),
      result(
        `Kafka, log to carts, ${consumersMany} consumers of a fifth of a core each`,
        perSecond(pair.many.tookMs),
        perSecond(pair.one.tookMs),
        `raw: one consumer of a fifth of a core; each runs ${turns.runMs} of every ${turns.periodMs} ms; the middle of ${roundsInTurns} rounds (${pairs.map((each) => speedUp(each).toFixed(2)).join(', ')}); ${cost(pair.many)} beside ${(pair.one.cpuUs / eventsPerRun).toFixed(0)} µs`,
      ),
    ];
  } finally {
    await sender.close();
    await Promise.allSettled([redis.quit(), superuser.end(), app.end(), engine.end()]);
    await Promise.all([stores.stop(), broker.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function result(name: string, ours: number, raw: number, note: string): BenchResult {
  return { name, unit: 'events/s', ours, raw, ratio: ours / raw, note };
}

function speedUp({ one, many }: { readonly one: TimedConsumers; readonly many: TimedConsumers }): number {
  return one.tookMs / many.tookMs;
}

async function timed(run: () => Promise<void>): Promise<number> {
  const since = performance.now();
  await run();
  return performance.now() - since;
}

function produce(
  { sender, encode }: { readonly sender: KafkaSender; readonly encode: EventCodec['encode'] },
  topic: Topic,
  events: readonly AcceptedEvent[],
): Promise<void> {
  return appendAll((storeId, own) => {
    const key = Buffer.from(storeId);
    const records = own.map((event) => ({ key, value: encode(event) }));
    return sender.send({ topic: topic.name, partition: partitionOf(storeId, topic.partitions), records });
  }, events);
}

/** Requests of one store each, a number of them under way at a time, each store's in order. */
async function appendAll(
  append: (storeId: string, events: readonly AcceptedEvent[]) => Promise<unknown>,
  events: readonly AcceptedEvent[],
): Promise<void> {
  const queues = [...Map.groupBy(events, ({ storeId }) => storeId)];
  await mapBounded(queues, { concurrencyMax: requestsAtOnce }, async ([storeId, own]) => {
    for (let start = 0; start < own.length; start += eventsPerRequest)
      await append(storeId, own.slice(start, start + eventsPerRequest));
  });
}

async function readAll(connection: KafkaConnection, topic: Topic): Promise<void> {
  const fetcher = createFetcher(connection, topic.name);
  for (let partition = 0; partition < topic.partitions; partition++) {
    let offset = 0;
    for (;;) {
      const records = await fetcher.fetch({ partition, offset, bytesMax: 1024 * 1024, waitMs: 0 });
      const last = records.at(-1);
      if (!last) break;
      offset = last.offset + 1;
    }
  }
  await fetcher.close();
}
