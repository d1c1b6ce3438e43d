import { setTimeout as pause } from 'node:timers/promises';
import { connectPostgres } from '../../../db/postgres/connect.ts';
import { type Database, openDatabase } from '../../../db/postgres/tenancy.ts';
import { connectRedis } from '../../../db/redis/connect.ts';
import type { LoadedModel } from '../../../ml/load-model.ts';
import { createPredictor } from '../../../ml/predictor.ts';
import { createFeatureStore } from '../../../services/prediction/features/feature-store.ts';
import { type CacheRead, createCachedPredictions } from '../../../services/prediction/serving/cached-predictions.ts';
import { addressHasher } from '../../../test/address-hasher.ts';
import type { BenchResult } from '../bench-result.ts';
import { fillCarts } from '../pipeline/fill-carts.ts';
import { startScratchStores } from '../scratch-stores.ts';

/** Carts of which somebody looks at the chance while their shoppers go on: each is read once a second and changes every half minute. */
const cartCount = 200;
const readEveryMs = 1_000;
const changeEveryMs = 30_000;
const seconds = 40;
const tickMs = 50;

/**
 * How often a prediction that is read again is still true, over real stores. Raw is the most that any cache could reach here: the
 * reads before which the cart had been read since it changed. A read that the cache answers although its cart changed is thrown.
 */
export async function cacheHits(model: LoadedModel): Promise<BenchResult> {
  const stores = await startScratchStores();
  const superuser = connectPostgres(stores.superuserUrl, {
    maxConnections: 2,
    applicationName: 'bench-fill',
  });
  const app = connectPostgres(stores.database.appUrl, { maxConnections: 12, applicationName: 'bench' });
  const engine = connectPostgres(stores.database.engineUrl, { maxConnections: 2, applicationName: 'bench' });
  const redis = connectRedis(stores.redisUrl, { purpose: 'request' });
  const predictor = createPredictor(model);
  try {
    const storeId = crypto.randomUUID();
    await superuser`insert into stores (store_id, name) values (${storeId}, 'Bench')`;
    await fillCarts(superuser, { storeIds: [storeId], from: 0, to: cartCount });
    const rows = await superuser<{ id: string }[]>`select id from carts where store_id = ${storeId}`;
    return await play(
      { database: openDatabase({ app, engine, addressHasher }), redis, superuser, predictor, model },
      storeId,
      rows,
    );
  } finally {
    await predictor.close();
    await Promise.allSettled([redis.quit(), superuser.end(), app.end(), engine.end()]);
    await stores.stop();
  }
}

interface Place {
  readonly database: Database;
  readonly redis: ReturnType<typeof connectRedis>;
  readonly superuser: ReturnType<typeof connectPostgres>;
  readonly predictor: ReturnType<typeof createPredictor>;
  readonly model: LoadedModel;
}

interface ReadCart {
  readonly id: string;
  /** Counts its changes, and of which of them the last answer was. */
  changes: number;
  made: number | null;
  nextReadMs: number;
  nextChangeMs: number;
}

async function play(
  { database, redis, superuser, predictor, model }: Place,
  storeId: string,
  rows: readonly { readonly id: string }[],
): Promise<BenchResult> {
  const features = createFeatureStore({ redis, database });
  const hashes = {
    modelHash: model.manifest.artifacts.model.sha256,
    featureSetHash: model.manifest.featureSet.hash,
  };
  const counts: Record<CacheRead, number> = { hit: 0, miss: 0, unsettled: 0, unknown: 0 };
  /** What each read came to. */
  const results: CacheRead[] = [];
  const predict = createCachedPredictions({
    ...{ redis, database },
    answering: async () => hashes,
    async make(cart) {
      const input = await features.get(cart.storeId, cart.cartId);
      return input ? { prediction: await predictor.predict(input), modelHash: hashes.modelHash } : null;
    },
    onRead(result) {
      counts[result] += 1;
      results.push(result);
    },
  });
  const startMs = performance.now();
  const carts = rows.map(
    ({ id }): ReadCart => ({
      ...{ id, changes: 0, made: null },
      nextReadMs: startMs + Math.random() * readEveryMs,
      nextChangeMs: startMs + Math.random() * changeEveryMs,
    }),
  );
  let possible = 0;
  const waitedMs: number[] = [];
  while (performance.now() - startMs < seconds * 1_000) {
    const now = performance.now();
    for (const cart of carts.filter(({ nextChangeMs }) => nextChangeMs <= now)) {
      await superuser`update carts set version = version + 1, updated_at = now() where id = ${cart.id}`;
      cart.changes += 1;
      cart.nextChangeMs += changeEveryMs;
    }
    for (const cart of carts.filter(({ nextReadMs }) => nextReadMs <= now)) {
      if (cart.made === cart.changes) possible += 1;
      const since = performance.now();
      await predict({ storeId, cartId: cart.id });
      waitedMs.push(performance.now() - since);
      if (results.at(-1) === 'hit' && cart.made !== cart.changes)
        throw new Error('a prediction is older than its cart');
      cart.made = cart.changes;
      cart.nextReadMs += readEveryMs;
    }
    await pause(tickMs);
  }
  const reads = counts.hit + counts.miss + counts.unsettled;
  const [ours, raw] = [(100 * counts.hit) / reads, (100 * possible) / reads];
  waitedMs.sort((a, b) => a - b);
  const median = (waitedMs[Math.floor(waitedMs.length / 2)] ?? Number.NaN).toFixed(2);
  return {
    ...{ name: 'prediction, read again', unit: '% of reads', ours, raw, ratio: ours / raw },
    note: `${cartCount} active carts, each read once in ${readEveryMs / 1_000} s and changed once in ${changeEveryMs / 1_000} s: ${reads} reads, ${counts.miss} made and kept, ${counts.unsettled} made within two seconds of a change and not kept; p50 ${median} ms; none older than its cart`,
  };
}
