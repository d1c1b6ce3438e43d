import { readFileSync } from 'node:fs';
import type { Redis, Result } from 'ioredis';
import { redisKeys } from '../../db/redis/keys.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    takeLivePlace(...keysAndArguments: (string | number)[]): Result<number, Context>;
  }
}

/** A place of a process that is gone is free after this. */
export const placeLeaseMs = 15_000;
/** Three times within a lease, so that one that is lost or late costs nobody a place. */
export const renewEveryMs = 5_000;
/** Places that are renewed by one command. */
const renewedTogetherMax = 500;

export interface PlaceLimits {
  /** Over all processes. */
  readonly perStoreMax: number;
  /** Of one person or key, within those of the store. */
  readonly perCallerMax: number;
}

/** An open connection in the registry: a lease, so that nobody has to take back what a killed process held. */
export interface Place {
  readonly storeId: string;
  /** Name of the one who connected. */
  readonly who: string;
  /** Of the connection. */
  readonly id: string;
}

export type TakenPlace = 'taken' | 'store_is_full' | 'caller_has_too_many';
const outcomes = ['taken', 'store_is_full', 'caller_has_too_many'] as const satisfies readonly TakenPlace[];

/** Takes a place, counted and taken in one step over all processes. */
export async function takePlace(
  redis: Redis,
  { storeId, who, id }: Place,
  { perStoreMax, perCallerMax }: PlaceLimits,
  nowMs: number,
): Promise<TakenPlace> {
  if (!('takeLivePlace' in redis) || typeof redis.takeLivePlace !== 'function') define(redis);
  const keys = [redisKeys.livePlaces(storeId), redisKeys.livePlacesOf(storeId, who)];
  const taken = await redis.takeLivePlace(...keys, nowMs, nowMs + placeLeaseMs, id, perStoreMax, perCallerMax);
  const outcome = outcomes[taken];
  if (outcome === undefined) throw new Error(`a place was answered with ${taken}`);
  return outcome;
}

/** Renews the leases of all connections of this process. */
export async function renewPlaces(redis: Redis, places: Iterable<Place>, nowMs: number): Promise<void> {
  const until = nowMs + placeLeaseMs;
  const byKey = new Map<string, string[]>();
  for (const { storeId, who, id } of places)
    for (const key of [redisKeys.livePlaces(storeId), redisKeys.livePlacesOf(storeId, who)]) {
      const ids = byKey.get(key);
      if (ids) ids.push(id);
      else byKey.set(key, [id]);
    }
  await Promise.all(
    Array.from(byKey, async ([key, ids]) => {
      for (let start = 0; start < ids.length; start += renewedTogetherMax)
        await redis.zadd(key, ...ids.slice(start, start + renewedTogetherMax).flatMap((id) => [until, id]));
      await redis.pexpireat(key, until);
    }),
  );
}

export async function freePlace(redis: Redis, { storeId, who, id }: Place): Promise<void> {
  await Promise.all([
    redis.zrem(redisKeys.livePlaces(storeId), id),
    redis.zrem(redisKeys.livePlacesOf(storeId, who), id),
  ]);
}

function define(redis: Redis): void {
  const lua = readFileSync(new URL('./take-place.lua', import.meta.url), 'utf8');
  redis.defineCommand('takeLivePlace', { numberOfKeys: 2, lua });
}
