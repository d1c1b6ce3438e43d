import { connectPostgres } from '../../db/postgres/connect.ts';
import { openDatabase, rawSql, withEngine } from '../../db/postgres/tenancy.ts';
import { minuteMs } from '../../domain/duration.ts';
import { sweepCarts } from '../../services/recovery/abandonment/sweep.ts';
import { addressHasher } from '../../test/address-hasher.ts';
import type { BenchResult } from './bench-result.ts';
import { fillCarts } from './pipeline/fill-carts.ts';
import { startScratchStores } from './scratch-stores.ts';

const cartCount = 1_000_000;
const storeCount = 10;
const sweepsTimed = 50;
const cartsPerSweep = 200;

/**
 * One sweep of due carts among a million open ones: how long after its threshold the last of them was looked at,
 * beside the bare search by the partial index in the same transactions.
 */
export async function benchSweep(): Promise<BenchResult[]> {
  const stores = await startScratchStores();
  const superuser = connectPostgres(stores.superuserUrl, {
    maxConnections: 1,
    applicationName: 'bench-fill',
    statementTimeoutMs: 20 * minuteMs,
  });
  const app = connectPostgres(stores.database.appUrl, { maxConnections: 1, applicationName: 'bench' });
  const engine = connectPostgres(stores.database.engineUrl, { maxConnections: 2, applicationName: 'bench' });
  const database = openDatabase({ app, engine, addressHasher });
  try {
    const storeIds = Array.from({ length: storeCount }, () => crypto.randomUUID());
    for (const id of storeIds) await superuser`insert into stores (store_id, name) values (${id}, 'Bench')`;
    await fillCarts(superuser, { storeIds, from: 0, to: cartCount });
    const makeDue = (): Promise<unknown> => superuser`
      update carts set abandon_at = now()
      where (store_id, id) in (select store_id, id from carts where abandon_at > now() limit ${cartsPerSweep})`;

    const search: number[] = [];
    const sweep: number[] = [];
    for (let round = 0; round < sweepsTimed; round++) {
      await makeDue();
      search.push(
        await timed(() =>
          withEngine(
            database,
            (tx) => rawSql(tx)`
        select store_id, id from carts where abandon_at <= now() order by abandon_at limit ${cartsPerSweep}::int for update skip locked`,
          ),
        ),
      );
      sweep.push(await timed(() => sweepCarts(database, { nowMs: Date.now(), limit: cartsPerSweep })));
    }
    const [ours, raw] = [percentile(sweep, 0.99), percentile(search, 0.99)];
    return [
      {
        name: `sweep of ${cartsPerSweep} due carts among ${cartCount.toLocaleString('en')}, p99`,
        unit: 'ms',
        ours,
        raw,
        ratio: raw / ours,
        note: `with facts, decision and its record for each cart; p50 ${percentile(sweep, 0.5).toFixed(1)} ms; raw: the locked search alone. Lateness is this plus at most the pause between two looks.`,
      },
    ];
  } finally {
    await Promise.allSettled([superuser.end(), app.end(), engine.end()]);
    await stores.stop();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
