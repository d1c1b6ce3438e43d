import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { type Database, openDatabase, rawSql, withEngine, withPipeline } from '../../db/postgres/tenancy.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import { rollUpUsage } from '../../services/analytics/usage/roll-up.ts';
import { commitOffset, lockOffset } from '../../services/journal/consumer-offsets.ts';
import { applyEvents } from '../../services/pipeline/apply-events.ts';
import { createStoreThresholdsCache } from '../../services/state/stores/idle-thresholds.ts';
import { countApplied } from '../../services/state/usage/count-applied.ts';
import { addressHasher } from '../../test/address-hasher.ts';
import type { BenchResult } from './bench-result.ts';
import { cpuTimeUs } from './cpu-time.ts';
import { median } from './median.ts';
import { shopperEvents } from './pipeline/shoppers.ts';
import { startScratchStores } from './scratch-stores.ts';

const storeCount = 24;
const cartCount = 5_000;
/** As the pipeline takes them in a rush. */
const batchEvents = 500;
const batchesPerTurn = 6;
/** Ours and raw each. The first ones are for the code to be compiled. */
const turns = 12;
const warmUpTurns = 2;
/** Messages of the quarters that are not closed yet: half an hour of a busy installation. */
const messageCount = 50_000;
const rollUps = 15;

/**
 * What counting usage costs. Events: the same batches applied with and without the statement that counts them, in the same
 * transactions. Messages: nothing in their own way, and a look every 15 seconds, beside the bare count of the same rows.
 */
export async function benchMetering(): Promise<BenchResult[]> {
  const stores = await startScratchStores();
  const superuser = connectPostgres(stores.superuserUrl, { maxConnections: 1, applicationName: 'bench-fill' });
  const app = connectPostgres(stores.database.appUrl, { maxConnections: 1, applicationName: 'bench' });
  const engine = connectPostgres(stores.database.engineUrl, { maxConnections: 2, applicationName: 'bench' });
  const database = openDatabase({ app, engine, addressHasher });
  try {
    const storeIds = Array.from({ length: storeCount }, () => randomUUID());
    for (const id of storeIds) await superuser`insert into stores (store_id, name) values (${id}, 'Bench')`;
    return [await countingEvents(database, storeIds), await countingMessages(database, superuser, storeIds)];
  } finally {
    await Promise.allSettled([superuser.end(), app.end(), engine.end()]);
    await stores.stop();
  }
}

async function countingEvents(database: Database, storeIds: readonly string[]): Promise<BenchResult> {
  const storeThresholds = createStoreThresholdsCache();
  const apply = (events: readonly AcceptedEvent[], counts: boolean) =>
    withPipeline(database, async (tx) => {
      const id = `bench/${randomUUID()}`;
      await lockOffset(tx, { id, expected: null });
      const { newCarts } = await applyEvents(tx, events, { storeThresholds });
      await Promise.all([counts && countApplied(tx, { events, newCarts }), commitOffset(tx, { id, position: '1-0' })]);
    });
  const [ours, raw]: [Turn[], Turn[]] = [[], []];
  for (let turn = 0; turn < 2 * turns; turn++) {
    const counts = turn % 2 === 0;
    const events = [
      ...shopperEvents({ storeIds, carts: cartCount, events: batchEvents * batchesPerTurn, seed: turn + 1 }),
    ];
    const taken = await timed(async () => {
      for (let from = 0; from < events.length; from += batchEvents)
        await apply(events.slice(from, from + batchEvents), counts);
    });
    if (turn >= 2 * warmUpTurns) (counts ? ours : raw).push(taken);
  }
  const perEvent = (all: readonly Turn[], of: keyof Turn): number =>
    median(all.map((turn) => turn[of])) / (batchEvents * batchesPerTurn);
  const [withCount, without] = [perEvent(ours, 'us'), perEvent(raw, 'us')];
  return {
    ...{ name: `an event applied and counted, batches of ${batchEvents}`, unit: 'µs', ours: withCount, raw: without },
    ratio: without / withCount,
    note: `raw: the same transactions without the count; processor time ${perEvent(ours, 'cpuUs').toFixed(1)} µs beside ${perEvent(raw, 'cpuUs').toFixed(1)}`,
  };
}

async function countingMessages(database: Database, superuser: Sql, storeIds: readonly string[]): Promise<BenchResult> {
  await superuser`
    insert into decisions (store_id, id, kind, cart_id, channel, at)
    select (${[...storeIds]}::uuid[])[1 + nth % ${storeIds.length}::int], gen_random_uuid(), 'sent', gen_random_uuid(), 'email',
      now() - random() * interval '29 minutes'
    from generate_series(1, ${messageCount}::int) as nth`;
  await superuser`analyze decisions`;
  const [ours, raw]: [Turn[], Turn[]] = [[], []];
  for (let round = 0; round < rollUps; round++) {
    raw.push(await timed(() => withEngine(database, (tx) => bareCount(rawSql(tx)))));
    ours.push(await timed(() => rollUpUsage(database, { nowMs: Date.now() })));
  }
  const ms = (all: readonly Turn[]): number => median(all.map(({ us }) => us)) / 1_000;
  return {
    ...{ name: `usage of ${messageCount.toLocaleString('en')} open messages counted`, unit: 'ms' },
    ...{ ours: ms(ours), raw: ms(raw), ratio: ms(raw) / ms(ours) },
    note: 'every 15 s at most, and never for more than 2 % of the time; raw: the bare count of the same rows. A message itself has no statement more.',
  };
}

function bareCount(sql: ReturnType<typeof rawSql>) {
  return sql`
    select store_id, date_bin('15 minutes', at, to_timestamp(0)), channel, count(*)
    from decisions where kind = 'sent' and at >= now() - interval '35 days' group by 1, 2, 3`;
}

interface Turn {
  readonly us: number;
  /** Of everything together. */
  readonly cpuUs: number;
}

async function timed(work: () => Promise<unknown>): Promise<Turn> {
  const [since, cpuSince] = [performance.now(), cpuTimeUs()];
  await work();
  return { us: (performance.now() - since) * 1_000, cpuUs: cpuTimeUs() - cpuSince };
}
