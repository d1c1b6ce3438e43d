import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, vi } from 'vitest';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { connectRedis } from '../../db/redis/connect.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import { createTopics } from '../../events/kafka/create-topics.ts';
import { createSender } from '../../events/kafka/sender.ts';
import { openKafkaLog } from '../../events/kafka.ts';
import { topics } from '../../events/topics.ts';
import { shopperEvents } from '../../tools/bench/pipeline/shoppers.ts';
import { startKafka } from '../../tools/kafka/start-kafka.ts';
import { compareCarts, type ReadCart } from '../../tools/replay/compare-carts.ts';
import { createSeededRandom } from '../../tools/traffic/seeded-random.ts';
import { newEventCodec } from '../event-codec.ts';
import { foldEvents } from '../fold-oracle.ts';
import { test as base } from '../system-of-record.ts';
import { startConsumerProcess } from './start-consumer-process.ts';

/** More for a longer look: `KAFKA_KILLS=50 npm run test:kafka test/kafka`. */
const kills = Number(process.env['KAFKA_KILLS'] ?? 6);
const seed = Number(process.env['KAFKA_SEED'] ?? 1);
const storeCount = 24;
const lanes = 4;
const batchEvents = 50;
const resendShare = 0.2;
/** So that every kill meets a log that is written to. */
const eventsBetweenKills = 500;
const pauseMsMax = 500;
const patienceMs = 60_000;

const test = base.extend('replay', { scope: 'file' }, async ({ database, redis, newShop }, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-kafka-'));
  chmodSync(folder, 0o755);
  const broker = await startKafka(folder);
  const owner = connectPostgres(database.ownerUrl, { maxConnections: 1, applicationName: 'test' });
  const engine = connectPostgres(database.engineUrl, { maxConnections: 2, applicationName: 'test' });
  await owner`create table effects (store_id uuid not null, event_id text not null)`;
  await owner`grant insert, select on effects to cart_pipeline`;
  await owner`grant select on effects to cart_engine`;
  const connection = { brokers: [broker.address] };
  const topic = { ...topics.eventsValidated, name: 'events.replayed' };
  await createTopics(connection, [topic], { replicas: 1 });
  const request = connectRedis(redis.url, { purpose: 'request' });
  const sender = createSender(connection);
  const log = await openKafkaLog({ connection, sender, redis: request, topic, codec: await newEventCodec() });
  const newConsumer = () =>
    startConsumerProcess({
      ...database,
      redisUrl: redis.url,
      kafkaAddress: broker.address,
      topic: topic.name,
      sessionTimeoutMs: 1_000,
    });
  const consumers = [newConsumer(), newConsumer(), newConsumer()];
  onCleanup(async () => {
    await Promise.all(consumers.map((consumer) => consumer.kill()));
    await log.close();
    await sender.close();
    request.disconnect();
    await Promise.all([owner.end(), engine.end()]);
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const shops = await Promise.all(Array.from({ length: storeCount }, () => newShop({ campaign: null })));
  return { broker, log, engine, consumers, newConsumer, storeIds: shops.map(({ storeId }) => storeId) };
});

describe('three consumers of a log on Kafka', () => {
  test('share the partitions, and two take over those of one that is killed', async ({ replay }) => {
    const { consumers, newConsumer } = replay;
    await vi.waitFor(() => expect(consumers.map(({ owned }) => owned.length)).toEqual([4, 4, 4]), patienceMs);
    await consumers[1]?.kill();
    await vi.waitFor(() => {
      const left = consumers.filter(({ exited }) => !exited).flatMap(({ owned }) => owned);
      expect(left.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, partition) => partition));
    }, patienceMs);
    consumers[1] = newConsumer();
  });

  test('apply each event exactly once while they and the broker are killed again and again', {
    timeout: patienceMs + kills * 30_000,
  }, async ({ replay }) => {
    const { broker, log, engine, consumers, newConsumer, storeIds } = replay;
    const random = createSeededRandom(seed);
    const sent: AcceptedEvent[] = [];
    const state = { over: false, acknowledged: 0, brokerKills: 0 };

    /** Sends until it is acknowledged; now and then what was acknowledged before goes again with it. */
    async function sendStory(lane: number): Promise<void> {
      const ownStores = storeIds.filter((_, index) => index % lanes === lane);
      const story = shopperEvents({
        storeIds: ownStores,
        carts: 400,
        events: Number.MAX_SAFE_INTEGER,
        seed: seed + lane,
      });
      let before: readonly AcceptedEvent[] = [];
      while (!state.over) {
        const batch = Array.from({ length: batchEvents }, () => story.next().value).filter(
          (event) => event !== undefined,
        );
        sent.push(...batch);
        const again = random.chance(resendShare) ? before : [];
        await Promise.all(
          [...Map.groupBy([...again, ...batch], (event) => event.storeId)].map(async ([storeId, own]) => {
            while (!(await log.append(storeId, own).catch(() => null))) await delay(20);
          }),
        );
        state.acknowledged += batch.length;
        before = batch;
      }
    }
    const sending = Promise.all(Array.from({ length: lanes }, (_, lane) => sendStory(lane)));
    for (let kill = 0; kill < kills; kill++) {
      const since = state.acknowledged;
      await vi.waitFor(() => expect(state.acknowledged - since).toBeGreaterThan(eventsBetweenKills), patienceMs);
      await delay(random.between(0, pauseMsMax));
      // The broker at least once, however few kills there are.
      const victim = kill === 0 ? consumers.length : random.between(0, consumers.length);
      const pid = broker.pid();
      if (victim === consumers.length && pid !== undefined) {
        process.kill(pid, 'SIGKILL');
        state.brokerKills += 1;
      } else {
        const index = victim % consumers.length;
        await consumers[index]?.kill();
        consumers[index] = newConsumer();
      }
    }
    state.over = true;
    await sending;

    await vi.waitFor(
      async () => {
        const [row] = await engine<
          { count: number }[]
        >`select count(distinct (store_id, event_id))::int as count from effects`;
        expect(row?.count).toBe(sent.length);
      },
      { timeout: patienceMs, interval: 200 },
    );
    const ends = await Promise.all(Array.from({ length: log.partitions }, (_, partition) => log.end(partition)));
    const records = ends.reduce((sum, end) => sum + (end === null ? 0 : Number.parseInt(end, 10) + 1), 0);
    console.info(
      `${kills} kills, ${state.brokerKills} of the broker: ${sent.length} events, ${records - sent.length} records of the log repeat one`,
    );
    const twice = await engine`select event_id from effects group by store_id, event_id having count(*) > 1`;
    expect(twice).toEqual([]);
    for (const storeId of storeIds) {
      const expected = foldEvents(sent.filter((event) => event.storeId === storeId));
      const { differences } = await compareCarts(expected, cartsOf(storeId), () => true);
      expect(differences).toEqual([]);
    }

    async function* cartsOf(storeId: string): AsyncGenerator<ReadCart> {
      for (const row of await engine<
        { externalId: string; status: 'open' | 'purchased'; lines: ReadCart['lines']; value: string | null }[]
      >`select external_id as "externalId", status, lines, value_minor as value from carts where store_id = ${storeId}`)
        yield { ...row, valueMinor: row.value === null ? null : Number(row.value) };
    }
  });
});
