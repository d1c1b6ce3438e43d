/**
 * Every key that is kept in Redis or Valkey beside the event log (its own are in `events/streams/stream-keys.ts`).
 * The store is the hash tag, so one store's keys can be used together on a cluster and never meet another store's.
 *
 * | key | written by | holds | lives |
 * | --- | --- | --- | --- |
 * | `{store}:activity:<shopper>` | feature store (begins it), pipeline (keeps it fresh) | what a shopper did, as counters | `activityTtlSeconds` |
 * | `{store}:prediction:<cart>` | API | how likely a cart is bought, and what that was made by | `predictionTtlSeconds` |
 * | `{store}:live` | pipeline | what changed in a store, for open pages: a stream with the newest changes | `services/live/stream-limits.ts` |
 * | `{store}:live:places` | API | the open pages of a store, each by a lease | `services/live/places.ts` |
 * | `{store}:live:places:<who>` | API | the same of one person or key | `services/live/places.ts` |
 * | `live:ticket:<hash>` | API | who may open a live connection, once | `services/live/tickets.ts` |
 * | `live:gaps` | pipeline | how often changes of a partition of the log may have been missed | always |
 * | `live:told` | pipeline | up to where the changes of a partition were told | always |
 * | `live:control` | pipeline | a stream that tells every instance of a gap | `services/live/stream-limits.ts` |
 * | `live:wake:<instance>` | API | a stream that ends the waiting of an instance's own reader | a minute |
 * | `{processes}:seen`, `{processes}:said` | every process | who runs, and as what | 15 s after the last one |
 *
 * All of it can be lost at any time: features are folded from the history again, and open pages read anew.
 */
export const redisKeys = {
  activity: (storeId: string, shopper: string) => `{${storeId}}:activity:${shopper}`,
  prediction: (storeId: string, cartId: string) => `{${storeId}}:prediction:${cartId}`,
  live: (storeId: string) => `{${storeId}}:live`,
  livePlaces: (storeId: string) => `{${storeId}}:live:places`,
  livePlacesOf: (storeId: string, who: string) => `{${storeId}}:live:places:${who}`,
  liveTicket: (hash: string) => `live:ticket:${hash}`,
  liveGaps: 'live:gaps',
  liveTold: 'live:told',
  liveControl: 'live:control',
  liveWake: (instance: string) => `live:wake:${instance}`,
} as const;

/** Who runs: belongs to no store. */
export const processesKey = { seen: '{processes}:seen', said: '{processes}:said' } as const;

/** Wall time since the shopper's last event, or since somebody asked: twice the session gap. */
export const activityTtlSeconds = 3_600;

/**
 * What stands in its place when an event came later than one that is counted already: it is folded from the history again, and kept
 * only once analytics has surely seen that event too.
 */
export const refoldActivity = '';
export const refoldSeconds = 10;

/** A prediction looks at the clock too, so one that is older is made anew, whatever happened. */
export const predictionTtlSeconds = 60;
