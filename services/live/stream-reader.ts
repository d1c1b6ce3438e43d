import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { redisKeys } from '../../db/redis/keys.ts';
import { backoffMs } from '../../runtime/backoff.ts';
import type { LiveEvent } from './live-event.ts';
import { eventsField } from './publish.ts';
import { readEntriesMax } from './stream-limits.ts';

/** One write of changes into the stream of a store. */
export interface LiveEntry {
  /** `<ms>-<n>` */
  readonly id: string;
  readonly events: readonly LiveEvent[];
}

export interface StreamReaderOptions {
  /** Shared connection for everything that does not wait. */
  readonly redis: Redis;
  readonly newBlockingRedis: () => Redis;
  /** Id of this process among all that tell pages. */
  readonly instance: string;
  readonly onEntries: (storeId: string, entries: readonly LiveEntry[]) => void;
  /** The stores of a partition have a gap. */
  readonly onGap: (partition: number) => void;
  /** The connection was lost and is there again: another server may have answered. */
  readonly onReconnect: () => void;
  readonly onFailure: (error: unknown) => void;
}

export interface StreamReader {
  /** Follows the stream of a store behind an entry; `0-0`: from its beginning. */
  follow(storeId: string, after: string): void;
  leave(storeId: string): void;
  /** When the server answered last, by the monotonic clock in milliseconds. */
  readonly answeredAt: number;
  stop(): Promise<void>;
}

/** How long one read waits. Its end says that the server is there. */
const waitMs = 5_000;
const wakeKeptMs = 60_000;
const failurePause = { minMs: 50, maxMs: 2_000 };

type Reply = [key: string, entries: [id: string, fields: string[]][]][] | null;

/**
 * Reads the streams of all stores that somebody of this process follows, with one waiting read on a connection of its own. A
 * store that is added ends the wait by a write into this process's own stream, which is part of every read: unlike a
 * command that interrupts, it cannot come too early.
 */
export function createStreamReader(options: StreamReaderOptions): StreamReader {
  const { redis, instance, onEntries, onGap, onReconnect, onFailure } = options;
  const blocking = options.newBlockingRedis();
  const cursors = new Map<string, string>();
  const storeOfKey = new Map<string, string>();
  const wakeKey = redisKeys.liveWake(instance);
  let [controlCursor, wakeCursor] = ['$', '0-0'];
  let answeredAt = performance.now();
  let connectedBefore = false;
  let stopped = false;
  let waking: Promise<void> | undefined;
  let wakeAgain = false;

  blocking.on('ready', () => {
    if (connectedBefore) onReconnect();
    connectedBefore = true;
  });

  const running = run();

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopped) {
      try {
        // `$` would mean something new in each read; what comes between two reads must not be missed.
        if (controlCursor === '$') controlCursor = await endOf(redisKeys.liveControl);
        take(await read());
        answeredAt = performance.now();
        failures = 0;
      } catch (error) {
        if (stopped) return;
        failures += 1;
        onFailure(error);
        await delay(backoffMs(failures, failurePause));
      }
    }
  }

  async function read(): Promise<Reply> {
    const keys = [redisKeys.liveControl, wakeKey, ...storeOfKey.keys()];
    const ids = [controlCursor, wakeCursor, ...Array.from(storeOfKey.values(), (id) => cursors.get(id) ?? '0-0')];
    return (await blocking.xread('COUNT', readEntriesMax, 'BLOCK', waitMs, 'STREAMS', ...keys, ...ids)) as Reply;
  }

  function take(reply: Reply): void {
    for (const [key, entries] of reply ?? []) {
      const last = entries.at(-1)?.[0];
      if (last === undefined) continue;
      if (key === wakeKey) wakeCursor = last;
      else if (key === redisKeys.liveControl) {
        controlCursor = last;
        for (const [, fields] of entries) onGap(Number(fieldOf(fields, 'partition')));
      } else {
        const storeId = storeOfKey.get(key);
        // Left while the read was on its way.
        if (storeId === undefined) continue;
        cursors.set(storeId, last);
        onEntries(storeId, entries.map(entryOf));
      }
    }
  }

  async function endOf(key: string): Promise<string> {
    const [newest] = await redis.xrevrange(key, '+', '-', 'COUNT', 1);
    return newest?.[0] ?? '0-0';
  }

  /** One at a time: a wake-up serves all that were added before it. */
  function wake(): void {
    if (waking) {
      wakeAgain = true;
      return;
    }
    waking = redis
      .multi()
      .xadd(wakeKey, 'MAXLEN', 1, '*', 'w', '1')
      .pexpire(wakeKey, wakeKeptMs)
      .exec()
      .then(() => undefined, onFailure)
      .finally(() => {
        waking = undefined;
        if (!wakeAgain) return;
        wakeAgain = false;
        wake();
      });
  }

  return {
    follow(storeId, after) {
      cursors.set(storeId, after);
      storeOfKey.set(redisKeys.live(storeId), storeId);
      wake();
    },
    leave(storeId) {
      cursors.delete(storeId);
      storeOfKey.delete(redisKeys.live(storeId));
    },
    get answeredAt() {
      return answeredAt;
    },
    async stop() {
      stopped = true;
      blocking.disconnect();
      await running;
    },
  };
}

export function entryOf([id, fields]: readonly [id: string, fields: readonly string[]]): LiveEntry {
  return { id, events: JSON.parse(fieldOf(fields, eventsField) ?? '[]') as readonly LiveEvent[] };
}

function fieldOf(fields: readonly string[], name: string): string | undefined {
  const index = fields.indexOf(name);
  return index === -1 ? undefined : fields[index + 1];
}
