import type { Redis } from 'ioredis';
import type { AddressHasher } from '../../../db/postgres/transaction.ts';
import { activityTtlSeconds, redisKeys, refoldActivity, refoldSeconds } from '../../../db/redis/keys.ts';
import type { MatchedEvent } from '../../../events/matched-event.ts';
import { shopperOf } from '../../../events/shopper-key.ts';
import { type ActivityEvent, addToActivity, type ShoppingActivity } from '../../../ml/shopping-activity.ts';

/**
 * Adds committed events to the activity of those customers that the cache holds, in one read and one write per store. An event that
 * came late is not added: what is cached makes room, and whoever asks folds the history, where each stands in its place.
 * It never begins one: what is cached is complete, and whoever is missing is folded from the history when somebody
 * asks. An event counts each time it is given, so each is given once, and a store's in the order of their commits.
 * Returns how many customers were refreshed.
 */
export async function refreshActivity(
  redis: Redis,
  events: readonly MatchedEvent[],
  addressHasher: AddressHasher,
): Promise<number> {
  const stores = [...Map.groupBy(events, ({ event }) => event.storeId)];
  const refreshed = await Promise.all(
    stores.map(([storeId, own]) => refreshStore(redis, { storeId, events: own, addressHasher })),
  );
  return refreshed.reduce((sum, count) => sum + count, 0);
}

async function refreshStore(
  redis: Redis,
  {
    storeId,
    events,
    addressHasher,
  }: { readonly storeId: string; readonly events: readonly MatchedEvent[]; readonly addressHasher: AddressHasher },
): Promise<number> {
  const doings = new Map<string, MatchedEvent[]>();
  for (const seen of events) {
    const shopper = shopperOf(seen.event.who, addressHasher);
    if (shopper === null) continue;
    const done = doings.get(shopper);
    if (done) done.push(seen);
    else doings.set(shopper, [seen]);
  }
  if (doings.size === 0) return 0;
  const keys = Array.from(doings.keys(), (shopper) => redisKeys.activity(storeId, shopper));
  const cached = await redis.mget(keys);
  const pipeline = redis.pipeline();
  for (const [index, done] of [...doings.values()].entries()) {
    const [text, key] = [cached[index], keys[index]];
    // Only if it is still there: nothing incomplete may take the place of what has just expired.
    if (!text || !key) continue;
    const next = withEvents(text, done);
    if (next === null) pipeline.set(key, refoldActivity, 'EX', refoldSeconds, 'XX');
    else pipeline.set(key, next, 'EX', activityTtlSeconds, 'XX');
  }
  if (pipeline.length === 0) return 0;
  // It resolves even when each of its commands failed.
  const failed = (await pipeline.exec())?.find(([error]) => error !== null)?.[0];
  if (failed) throw failed;
  return pipeline.length;
}

/** Null: one of them happened before what is counted already, and would have been counted otherwise in its place. */
function withEvents(text: string, events: readonly MatchedEvent[]): string | null {
  const inTimeOrder = events.map(countedAt).toSorted((a, b) => a.atMs - b.atMs);
  const cached = JSON.parse(text) as ShoppingActivity;
  const seenUntilMs = cached.session?.lastEventAtMs ?? -Infinity;
  if (inTimeOrder.some(({ atMs }) => atMs < seenUntilMs)) return null;
  return JSON.stringify(inTimeOrder.reduce(addToActivity, cached));
}

/** An order as of when it arrived, as for the cart: shops date orders by many clocks. */
function countedAt({ event, at }: MatchedEvent): ActivityEvent {
  return { ...event, atMs: event.type === 'order_placed' ? event.receivedAt : at };
}
