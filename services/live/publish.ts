import type { ChainableCommander, Redis } from 'ioredis';
import { redisKeys } from '../../db/redis/keys.ts';
import { type ToldUpTo, throwFirst } from './generations.ts';
import type { LiveEvent, StoreEvent } from './live-event.ts';
import { entryEventsMax, streamEntriesMax, streamKeptMs } from './stream-limits.ts';

/** The field of an entry that holds its changes, as a JSON array. */
export const eventsField = 'e';

/**
 * Puts changes, which are committed already, into the streams of their stores, and moves the mark behind them in the same
 * round trip. Rejects when any of it may not be there: then the same is told again.
 */
export async function publishLive(redis: Redis, events: readonly StoreEvent[], upTo?: ToldUpTo): Promise<void> {
  if (events.length === 0 && !upTo) return;
  const commands = redis.multi();
  for (const [storeId, ofStore] of Map.groupBy(events, (one) => one.storeId)) {
    for (let start = 0; start < ofStore.length; start += entryEventsMax)
      addEntry(
        commands,
        storeId,
        ofStore.slice(start, start + entryEventsMax).map(({ event }) => event),
      );
    commands.pexpire(redisKeys.live(storeId), streamKeptMs);
  }
  if (upTo) commands.hset(redisKeys.liveTold, String(upTo.partition), upTo.position ?? '');
  throwFirst(await commands.exec());
}

function addEntry(commands: ChainableCommander, storeId: string, events: readonly LiveEvent[]): void {
  const key = redisKeys.live(storeId);
  commands.xadd(key, 'MAXLEN', '~', streamEntriesMax, '*', eventsField, JSON.stringify(events));
}
