import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { connectPostgres } from '../../../db/postgres/connect.ts';
import { openDatabase, withPipeline } from '../../../db/postgres/tenancy.ts';
import { connectRedis } from '../../../db/redis/connect.ts';
import { type EventLog, partitionOf } from '../../../events/event-log.ts';
import { createStreamsLog } from '../../../events/streams.ts';
import { createMetrics } from '../../../runtime/metrics.ts';
import { shedLoad } from '../../../services/ingest/events/shed-load.ts';
import { cartsConsumer, offsetId, readOffset } from '../../../services/journal/consumer-offsets.ts';
import { applyEntries } from '../../../services/pipeline/apply-entries.ts';
import { startConsumer } from '../../../services/pipeline/consume.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import { createStoreThresholdsCache } from '../../../services/state/stores/idle-thresholds.ts';
import { addressHasher } from '../../../test/address-hasher.ts';
import { loadConfig } from '../../../workers/configuration.ts';
import { watchBacklog } from '../../../workers/watch-backlog.ts';
import type { BenchResult } from '../bench-result.ts';
import { shopperEvents } from '../pipeline/shoppers.ts';
import { startScratchStores } from '../scratch-stores.ts';
import { untilTrue } from './until-true.ts';

/** What one store may send by default. */
const eventsPerSecond = 10_000;
const eventsPerBatch = 100;
const rushMs = 20_000;
const carts = 5_000;

/** From the acknowledgement of a store's event until it is applied, beside a neighbour that sends as fast as it may. */
export async function measureEventRush(): Promise<BenchResult> {
  const stores = await startScratchStores();
  const app = connectPostgres(stores.database.appUrl, { maxConnections: 2, applicationName: 'bench' });
  const engine = connectPostgres(stores.database.engineUrl, { maxConnections: 8, applicationName: 'bench' });
  const superuser = connectPostgres(stores.superuserUrl, { maxConnections: 1, applicationName: 'bench' });
  const redis = connectRedis(stores.redisUrl, { purpose: 'request' });
  const eventLog = createStreamsLog({
    redis,
    newBlockingRedis: () => connectRedis(stores.redisUrl, { purpose: 'blocking' }),
  });
  const database = openDatabase({ app, engine, addressHasher });
  const log = pino({ level: 'silent' });
  const backlog = watchBacklog({
    database,
    eventLog,
    config: loadConfig({}),
    log,
    metrics: createMetrics({ role: 'bench' }),
  });
  const door = shedLoad(eventLog, backlog.doors);
  const storeThresholds = createStoreThresholdsCache();
  const consumer = startConsumer({
    eventLog,
    name: cartsConsumer,
    readOffset: (id) => withPipeline(database, (tx) => readOffset(tx, id)),
    apply: async ({ id, after, entries }) =>
      (await applyEntries({ database, storeThresholds }, { id, after, entries })).position,
    onFailure: (error) => {
      throw error;
    },
  });
  try {
    const [rushing, neighbour] = twoOfOnePartition(eventLog);
    for (const id of [rushing, neighbour]) await superuser`insert into stores (store_id, name) values (${id}, 'Bench')`;
    const delayOfOne = async (): Promise<number> => {
      await door.append(neighbour, [...shopperEvents({ storeIds: [neighbour], carts, events: 1, seed: Date.now() })]);
      const partition = partitionOf(neighbour, eventLog.partitions);
      const mark = await eventLog.end(partition);
      return untilTrue(async () => {
        const position = await withPipeline(database, (tx) => readOffset(tx, offsetId(cartsConsumer, partition)));
        return eventLog.hasPassed(position, mark);
      });
    };
    await delayOfOne();
    const alone = await delayOfOne();
    const rush = sendFor(door, rushing);
    const delays: number[] = [];
    const until = performance.now() + rushMs;
    while (performance.now() < until) {
      await pause(500);
      delays.push(await delayOfOne());
    }
    const { taken, refusals } = await rush;
    const worst = Math.max(...delays);
    return {
      name: `an event until it is applied, beside a neighbour in its partition that sends ${eventsPerSecond.toLocaleString('en')}/s`,
      unit: 's',
      ours: worst / 1_000,
      raw: alone / 1_000,
      ratio: alone / worst,
      note: `raw: the same with nothing else; the worst of ${delays.length}; of the neighbour ${Math.round(taken / (rushMs / 1_000))} events/s were taken in, and it was refused ${refusals} times`,
    };
  } finally {
    await backlog.stop();
    await consumer.stop();
    await eventLog.close();
    await Promise.allSettled([redis.quit(), app.end({ timeout: 5 }), engine.end({ timeout: 5 }), superuser.end()]);
    await stores.stop();
  }
}

function twoOfOnePartition({ partitions }: Pick<EventLog, 'partitions'>): readonly [string, string] {
  const first = randomUUID();
  for (;;) {
    const second = randomUUID();
    if (partitionOf(first, partitions) === partitionOf(second, partitions)) return [first, second];
  }
}

/** Keeps to the rate, and comes back when it is told to. */
async function sendFor(
  door: Pick<EventLog, 'append'>,
  storeId: string,
): Promise<{ readonly taken: number; readonly refusals: number }> {
  const since = performance.now();
  let [taken, refusals] = [0, 0];
  for (let seed = 1; performance.now() - since < rushMs; seed++) {
    const events = [...shopperEvents({ storeIds: [storeId], carts, events: eventsPerBatch, seed })];
    try {
      await door.append(storeId, events);
      taken += events.length;
      const aheadMs = (taken / eventsPerSecond) * 1_000 - (performance.now() - since);
      if (aheadMs > 0) await pause(aheadMs);
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'overloaded') throw error;
      refusals += 1;
      await pause(error.retryAfterMs ?? 0);
    }
  }
  return { taken, refusals };
}
