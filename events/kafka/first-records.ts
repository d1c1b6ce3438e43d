import { readFileSync } from 'node:fs';
import type { Redis, Result } from 'ioredis';
import type { WindowLimits } from '../streams/window-limits.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    electFirst(keyCount: number, ...keysAndArguments: (string | number)[]): Result<string, Context>;
    findKnown(keyCount: number, ...keysAndArguments: (string | number)[]): Result<string, Context>;
  }
}

const electFirst = readFileSync(new URL('./elect-first.lua', import.meta.url), 'utf8');
const findKnown = readFileSync(new URL('./find-known.lua', import.meta.url), 'utf8');

/** Most records in one call of a script (its arguments are spread on Lua's stack). */
const callRecordsMax = 1_000;

export interface RecordOfEvent {
  readonly digest: string;
  readonly offset: number;
}

/** Which record of the log is the first one of its event, remembered for a window of ids in Redis. */
export interface FirstRecords {
  /** Of each event: whether it is known to be in the partition. */
  areKnown(partition: number, digests: readonly string[]): Promise<readonly boolean[]>;
  /** Of each record: whether it is the first of its event. Records must be in the log for good when they are named. */
  areFirst(partition: number, records: readonly RecordOfEvent[]): Promise<readonly boolean[]>;
}

/**
 * The log may hold an event more than once: a request whose answer was lost is sent again, and two doors can take the
 * same event at the same moment. The record with the lowest offset is the event; a reader passes over the others. To
 * ask twice gives the same answer, so nothing has to be atomic with the log or with the effects.
 */
export function createFirstRecords({
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
}): FirstRecords {
  if (!('electFirst' in redis) || typeof redis.electFirst !== 'function')
    redis.defineCommand('electFirst', { lua: electFirst });
  if (!('findKnown' in redis) || typeof redis.findKnown !== 'function')
    redis.defineCommand('findKnown', { lua: findKnown, readOnly: true });

  return {
    areKnown: (partition, digests) =>
      inCalls(digests, 'k', (part) => redis.findKnown(window.slots, ...slotKeys(partition), ...part)),
    areFirst: (partition, records) =>
      inCalls(records, 'f', (part) => {
        const keys = [`${tagOf(partition)}:window`, ...slotKeys(partition)];
        const limits = [window.slotIdsMax, window.slotMs, now(), window.slots * window.slotMs];
        return redis.electFirst(
          keys.length,
          ...keys,
          ...limits,
          ...part.flatMap(({ digest, offset }) => [digest, offset]),
        );
      }),
  };

  /** Keys of one partition share a hash tag, so that a script may use them together on a cluster. */
  function tagOf(partition: number): string {
    return `{${prefix}:${partition}}`;
  }

  function slotKeys(partition: number): readonly string[] {
    return Array.from({ length: window.slots }, (_, index) => `${tagOf(partition)}:first:${index}`);
  }
}

async function inCalls<T>(
  all: readonly T[],
  yes: string,
  call: (part: readonly T[]) => Promise<string>,
): Promise<readonly boolean[]> {
  const calls: Promise<string>[] = [];
  for (let start = 0; start < all.length; start += callRecordsMax)
    calls.push(call(all.slice(start, start + callRecordsMax)));
  return Array.from((await Promise.all(calls)).join(''), (letter) => letter === yes);
}
