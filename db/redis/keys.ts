/**
 * Every key that is kept in Redis or Valkey beside the event log (its own are in `events/streams/stream-keys.ts`).
 * The store is the hash tag, so one store's keys can be used together on a cluster and never meet another store's.
 *
 * | key | written by | holds | lives |
 * | --- | --- | --- | --- |
 * | `{store}:activity:<shopper>` | feature store (begins it), pipeline (keeps it fresh) | what a shopper did, as counters | `activityTtlSeconds` |
 *
 * All of it can be lost at any time: it is folded from the history again.
 */
export const redisKeys = {
  activity: (storeId: string, shopper: string) => `{${storeId}}:activity:${shopper}`,
} as const;

/** Wall time since the shopper's last event, or since somebody asked: twice the session gap. */
export const activityTtlSeconds = 3_600;
