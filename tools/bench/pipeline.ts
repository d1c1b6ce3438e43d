import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { type Database, openDatabase, withPipeline } from '../../db/postgres/tenancy.ts';
import { connectRedis } from '../../db/redis/connect.ts';
import { minuteMs } from '../../domain/duration.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import type { EventLog } from '../../events/event-log.ts';
import { createStreamsLog } from '../../events/streams.ts';
import { createBulkhead } from '../../runtime/bulkhead.ts';
import { commitOffset, lockOffset, readOffset } from '../../services/journal/consumer-offsets.ts';
import { applyEntries } from '../../services/pipeline/apply-entries.ts';
import { startConsumer } from '../../services/pipeline/consume.ts';
import type { CartRow } from '../../services/state/carts/cart-row.ts';
import { type CartKey, lockCarts } from '../../services/state/carts/lock-carts.ts';
import { saveCarts } from '../../services/state/carts/save-carts.ts';
import { createStoreThresholdsCache } from '../../services/state/stores/idle-thresholds.ts';
import { addressHasher } from '../../test/address-hasher.ts';
import type { BenchResult } from './bench-result.ts';
import { cpuTimeUs } from './cpu-time.ts';
import { fillCarts } from './pipeline/fill-carts.ts';
import { shopperEvents } from './pipeline/shoppers.ts';
import { startScratchStores } from './scratch-stores.ts';

const cartCounts = [10_000, 100_000, 1_000_000];
const eventsPerRun = 60_000;
/** Enough for this process to have compiled what it runs often. */
const warmUpEvents = 45_000;
/** Enough for the partitions to have much the same to do, so that none is left over at the end. */
const storeCount = 24;
const transactionsAtOnce = 3;

/**
 * Accepted events to committed carts, at growing numbers of open carts, beside the bare upserts of the very same rows
 * in the same batches on the same tables.
 */
export async function benchPipeline(): Promise<BenchResult[]> {
  const stores = await startScratchStores();
  const superuser = connectPostgres(stores.superuserUrl, {
    maxConnections: 1,
    applicationName: 'bench-fill',
    statementTimeoutMs: 20 * minuteMs,
  });
  const app = connectPostgres(stores.database.appUrl, { maxConnections: 1, applicationName: 'bench' });
  const engine = connectPostgres(stores.database.engineUrl, {
    maxConnections: transactionsAtOnce + 2,
    applicationName: 'bench',
  });
  const redis = connectRedis(stores.redisUrl, { purpose: 'request' });
  const eventLog = createStreamsLog({
    redis,
    newBlockingRedis: () => connectRedis(stores.redisUrl, { purpose: 'blocking' }),
  });
  const bench: Bench = { database: openDatabase({ app, engine, addressHasher }), eventLog, redis };
  try {
    const storeIds = Array.from({ length: storeCount }, () => crypto.randomUUID());
    for (const id of storeIds) await superuser`insert into stores (store_id, name) values (${id}, 'Bench')`;
    const results: BenchResult[] = [];
    let filled = 0;
    for (const carts of cartCounts) {
      await fillCarts(superuser, { storeIds, from: filled, to: carts });
      filled = carts;
      await measure(bench, { storeIds, carts, events: warmUpEvents, seed: carts + 1 });
      results.push(await measure(bench, { storeIds, carts, events: eventsPerRun, seed: carts }));
    }
    return results;
  } finally {
    await eventLog.close();
    await Promise.allSettled([redis.quit(), superuser.end(), app.end(), engine.end()]);
    await stores.stop();
  }
}

interface Bench {
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly redis: Redis;
}

async function measure(
  bench: Bench,
  { storeIds, carts, events, seed }: { storeIds: readonly string[]; carts: number; events: number; seed: number },
): Promise<BenchResult> {
  await append(bench.eventLog, [...shopperEvents({ storeIds, carts, events, seed })]);
  // Ids only: rows kept from the measured run would be garbage collection that is not ours.
  const saved: (readonly CartKey[])[] = [];
  const ours = await timed(events, () => applyAll(bench, events, saved));
  const rows = await Promise.all(saved.map((keys) => readCarts(bench, keys)));
  const raw = await timed(events, () => upsertAll(bench, rows));
  return {
    name: `pipeline, ${carts.toLocaleString('en')} open carts`,
    unit: 'events/s',
    ours: ours.perSecond,
    raw: raw.perSecond,
    ratio: ours.perSecond / raw.perSecond,
    note: `CPU time per event ${ours.cpuUs.toFixed(0)} µs, ${ours.ownCpuUs.toFixed(0)} of it here and the rest in PostgreSQL and Valkey; bare upserts of the same ${saved.flat().length} rows ${raw.cpuUs.toFixed(0)} µs, ${raw.ownCpuUs.toFixed(0)} of it here`,
  };
}

async function append(eventLog: EventLog, events: readonly AcceptedEvent[]): Promise<void> {
  const byStore = Map.groupBy(events, (event) => event.storeId);
  await Promise.all([...byStore].map(([storeId, own]) => eventLog.append(storeId, own)));
}

async function applyAll({ database, eventLog }: Bench, events: number, saved: (readonly CartKey[])[]): Promise<void> {
  const storeThresholds = createStoreThresholdsCache();
  const done = new EventTarget();
  let applied = 0;
  const finished = once(done, 'all');
  const consumer = startConsumer({
    eventLog,
    name: 'carts',
    concurrencyMax: transactionsAtOnce,
    readOffset: (id) => withPipeline(database, (tx) => readOffset(tx, id)),
    async apply({ id, after, entries }) {
      const { position, batches } = await applyEntries({ database, storeThresholds }, { id, after, entries });
      for (const batch of batches) {
        applied += batch.applied.length;
        saved.push(batch.carts.map(({ storeId, id }) => ({ storeId, cartId: id })));
      }
      if (applied >= events) done.dispatchEvent(new Event('all'));
      return position;
    },
    onFailure: (error) => done.dispatchEvent(Object.assign(new Event('error'), { error })),
  });
  await finished;
  await consumer.stop();
}

async function readCarts({ database }: Bench, keys: readonly CartKey[]): Promise<readonly CartRow[]> {
  return withPipeline(database, async (tx) => [...(await lockCarts(tx, keys)).values()]);
}

/** The same rows in the same batches with nothing else: a position taken and moved, and one statement. */
async function upsertAll({ database }: Bench, batches: readonly (readonly CartRow[])[]): Promise<void> {
  const bulkhead = createBulkhead({ concurrencyMax: transactionsAtOnce });
  await Promise.all(
    batches.map((rows) =>
      bulkhead.run(() =>
        withPipeline(database, async (tx) => {
          const id = `bare/${randomUUID()}`;
          await lockOffset(tx, { id, expected: null });
          await saveCarts(tx, rows, new Set(rows.map(({ id }) => id)));
          await commitOffset(tx, { id, position: '1-0' });
        }),
      ),
    ),
  );
}

interface Timed {
  readonly perSecond: number;
  /** Processor time of everything together, and of this process alone, in microseconds per event. */
  readonly cpuUs: number;
  readonly ownCpuUs: number;
}

async function timed(events: number, run: () => Promise<void>): Promise<Timed> {
  const cpuSince = cpuTimeUs();
  const ownSince = process.cpuUsage();
  const since = performance.now();
  await run();
  const seconds = (performance.now() - since) / 1_000;
  const own = process.cpuUsage(ownSince);
  return {
    perSecond: events / seconds,
    cpuUs: (cpuTimeUs() - cpuSince) / events,
    ownCpuUs: (own.user + own.system) / events,
  };
}
