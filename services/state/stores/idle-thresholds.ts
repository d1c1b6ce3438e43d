import { LRUCache } from 'lru-cache';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';

/** What the pipeline needs of a store. Durations in store milliseconds. */
export interface StoreThresholds {
  readonly storeId: string;
  readonly timeScale: number;
  readonly timeZone: string;
  readonly cartIdleMs: number;
  readonly checkoutIdleMs: number;
  /** Null: looking at products starts nothing. */
  readonly browseIdleMs: number | null;
  /** Whether one of its carts goes by several ids. */
  readonly hasCartAliases: boolean;
}

/** A changed threshold counts for carts touched from then on, at the latest after this long. */
const thresholdsAgeMsMax = 2_000;
const storesMax = 10_000;

export interface StoreThresholdsCache {
  /** By store id; a store that does not exist is missing. */
  read(tx: Tx, storeIds: ReadonlySet<string>): Promise<ReadonlyMap<string, StoreThresholds>>;
  /** What is kept of these stores is not so any more: it is read again next time. */
  forget(storeIds: Iterable<string>): void;
}

/** Keeps the thresholds of known stores for a moment. Unknown ones are looked up each time: they may just have been made. */
export function createStoreThresholdsCache(): StoreThresholdsCache {
  const cached = new LRUCache<string, StoreThresholds>({ max: storesMax, ttl: thresholdsAgeMsMax });
  return {
    async read(tx, storeIds) {
      const found = new Map<string, StoreThresholds>();
      for (const storeId of storeIds) {
        const known = cached.get(storeId);
        if (known) found.set(storeId, known);
      }
      const missing = [...storeIds].filter((storeId) => !found.has(storeId));
      if (missing.length === 0) return found;
      for (const thresholds of await readThresholds(tx, missing)) {
        cached.set(thresholds.storeId, thresholds);
        found.set(thresholds.storeId, thresholds);
      }
      return found;
    },
    forget(storeIds) {
      for (const storeId of storeIds) cached.delete(storeId);
    },
  };
}

async function readThresholds(tx: Tx, storeIds: readonly string[]): Promise<StoreThresholds[]> {
  const sql = rawSql(tx);
  return sql<StoreThresholds[]>`
    select store_id as "storeId", time_scale as "timeScale", time_zone as "timeZone",
      cart_idle_ms as "cartIdleMs", checkout_idle_ms as "checkoutIdleMs", browse_idle_ms as "browseIdleMs",
      exists (select from cart_aliases where cart_aliases.store_id = stores.store_id) as "hasCartAliases"
    from stores where store_id = any(${storeIds}::uuid[])`;
}
