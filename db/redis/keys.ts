/**
 * Every key that is kept in Redis or Valkey beside the event log (its own are in `events/streams/stream-keys.ts`).
 * The store is the hash tag, so one store's keys can be used together on a cluster and never meet another store's.
 *
 * | key | owner | holds | lives |
 * | --- | --- | --- | --- |
 * | `features:{store}:shopper:<shopper>` | `feature-cache.ts` | what a shopper did, as counters | `featureTtlSeconds` |
 * | `features:{store}:cart:<cart id>` | `feature-cache.ts` | whose the cart is and what it holds | `featureTtlSeconds` |
 *
 * All of it can be lost at any time: it is made again from PostgreSQL.
 */
export const redisKeys = {
  shopper: (storeId: string, shopper: string) => `features:{${storeId}}:shopper:${shopper}`,
  cart: (storeId: string, cartId: string) => `features:{${storeId}}:cart:${cartId}`,
} as const;

/** Wall time since the last event: twice the session gap, so that a session at work is never lost. */
export const featureTtlSeconds = 3_600;
