import type { Redis, Result } from 'ioredis';
import type { Appended } from '../event-log.ts';
import { idDigestLength } from '../id-window/event-digest.ts';
import type { WindowLimits } from '../id-window/window-limits.ts';
import { windowArguments, windowScript } from '../id-window/window-scripts.ts';

type Argument = string | number;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    electFirst(keyCount: number, ...keysAndArguments: Argument[]): Result<string, Context>;
    findKnown(keyCount: number, ...keysAndArguments: Argument[]): Result<string, Context>;
  }
}

const electFirst = windowScript(new URL('./elect-first.lua', import.meta.url));
const findKnown = windowScript(new URL('./find-known.lua', import.meta.url));

/** Most records in one call of a script (its arguments are spread on Lua's stack). */
const callRecordsMax = 1_000;

export interface RecordOfEvent {
  readonly storeId: string;
  /** Of the event's id (`idDigestOf`). */
  readonly digest: string;
  /** `b` or `i` with the digest of the event's body (`idRecordOf`); empty: not known here. */
  readonly body: string;
  readonly offset: number;
}

/** Which record of the log is the first one of its event, remembered for a window of ids in Redis. */
export interface DedupIndex {
  /** What is known of each event of a store, by its record of `idRecordOf`; null: nothing. */
  find(partition: number, storeId: string, idRecords: readonly string[]): Promise<readonly (Appended | null)[]>;
  /** Whether each record is the first of its event: `accepted`. Records must be in the log for good when they are named. */
  elect(partition: number, records: readonly RecordOfEvent[]): Promise<readonly Appended[]>;
}

/**
 * The log may hold an event more than once: a request whose answer was lost is sent again, and two endpoints can take the
 * same event at the same moment. The record with the lowest offset is the event; a reader passes over the others. To
 * ask twice gives the same answer, so nothing has to be atomic with the log or with the effects.
 */
export function createDedupIndex({
  redis,
  prefix,
  window,
  now,
}: {
  readonly redis: Redis;
  /** First part of every key; names the topic, so that another topic's offsets are never compared. */
  readonly prefix: string;
  readonly window: WindowLimits;
  readonly now: () => number;
}): DedupIndex {
  if (!('electFirst' in redis) || typeof redis.electFirst !== 'function')
    redis.defineCommand('electFirst', { lua: electFirst });
  if (!('findKnown' in redis) || typeof redis.findKnown !== 'function')
    redis.defineCommand('findKnown', { lua: findKnown, readOnly: true });

  return {
    async find(partition, storeId, idRecords) {
      const letters = await inCalls(idRecords, (part) =>
        redis.findKnown(1, keyOf(partition), ...limits(), storeId, idDigestLength, ...part),
      );
      return letters.map((letter) => (letter === 'n' ? null : letter === 'r' ? 'id_reused' : 'duplicate'));
    },
    async elect(partition, records) {
      const letters = await inCalls(records, (part) =>
        redis.electFirst(
          1,
          keyOf(partition),
          ...limits(),
          ...part.flatMap(({ storeId, digest, body, offset }) => [storeId, digest, body, offset]),
        ),
      );
      return letters.map((letter) => (letter === 'f' ? 'accepted' : letter === 'r' ? 'id_reused' : 'duplicate'));
    },
  };

  function limits(): readonly number[] {
    return windowArguments(window, now());
  }

  /** Keys of one partition share a hash tag, so that a script may use them together on a cluster. */
  function keyOf(partition: number): string {
    return `{${prefix}:${partition}}:ids`;
  }
}

async function inCalls<T>(all: readonly T[], call: (part: readonly T[]) => Promise<string>): Promise<string[]> {
  const calls: Promise<string>[] = [];
  for (let start = 0; start < all.length; start += callRecordsMax)
    calls.push(call(all.slice(start, start + callRecordsMax)));
  return [...(await Promise.all(calls)).join('')];
}
