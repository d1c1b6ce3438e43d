import type { ClickHouseClient } from '@clickhouse/client';
import type { Redis } from 'ioredis';
import { forStore } from '../../../db/clickhouse/for-store.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { activityTtlSeconds, redisKeys, refoldActivity } from '../../../db/redis/keys.ts';
import type { FeatureStore } from '../../../ml/feature-store.ts';
import type { ShoppingActivity } from '../../../ml/shopping-activity.ts';
import { catchUp } from './catch-up.ts';
import { foldActivity } from './fold-activity.ts';
import { readShopperCart, type ShopperCart } from './read-shopper-cart.ts';
import { rebuildActivity } from './rebuild-activity.ts';
import { inStoreTime } from './store-time.ts';

/**
 * `hit`: the customer's activity was cached; `folded`: made from the events in analytics; `rebuilt`: made from
 * PostgreSQL, without views; `unknown`: the store has no such cart.
 */
export type FeatureRead = 'hit' | 'folded' | 'rebuilt' | 'unknown';

export interface FeatureStoreOptions {
  readonly redis: Redis;
  readonly database: Pick<Database, 'app'>;
  /** Without it there are no views in what is not cached. */
  readonly clickhouse?: ClickHouseClient;
  readonly onRead?: (result: FeatureRead) => void;
  /** The cache or analytics could not be asked; the answer is made without it. */
  readonly onFailure?: (error: unknown) => void;
  readonly now?: () => number;
}

/**
 * Features of a cart: the cart from PostgreSQL, what its customer did from the cache, else from analytics, else from
 * PostgreSQL again. Only the system of record itself can make it fail. The pipeline keeps fresh what was cached here; it never
 * begins anything, so whatever is cached is complete.
 */
export function createFeatureStore(options: FeatureStoreOptions): FeatureStore {
  const { redis, database, clickhouse, onRead = () => {}, onFailure = () => {}, now = Date.now } = options;

  async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      onFailure(error);
      return null;
    }
  }

  async function activityOf(cart: ShopperCart): Promise<ShoppingActivity> {
    const { storeId, shopper, fold } = cart;
    if (shopper !== null) {
      const key = redisKeys.activity(storeId, shopper);
      const cached = await orNull(() => redis.get(key));
      if (cached !== null && cached !== refoldActivity) {
        onRead('hit');
        return catchUp(JSON.parse(cached) as ShoppingActivity, fold);
      }
      const folded = clickhouse && (await orNull(() => foldActivity(forStore(clickhouse, storeId), shopper)));
      if (folded?.session) {
        onRead('folded');
        const activity = catchUp(folded, fold);
        // Kept only when analytics had everything: what it has not seen yet would be counted twice or never.
        if (activity === folded)
          await orNull(() => redis.set(key, JSON.stringify(activity), 'EX', activityTtlSeconds, 'NX'));
        return activity;
      }
    }
    onRead('rebuilt');
    return rebuildActivity(cart);
  }

  return {
    async get(storeId, cartId) {
      const atMs = now();
      const cart = await readShopperCart(database, storeId, cartId, atMs);
      if (!cart) {
        onRead('unknown');
        return undefined;
      }
      const activity = inStoreTime(await activityOf(cart), cart.timeScale);
      const { summary, history, timeZone, customerId } = cart;
      return { activity, cart: summary, ...(history && { history }), atMs, timeZone, customerId };
    },
  };
}
