import type { Redis } from 'ioredis';
import { processesKey } from '../../../db/redis/keys.ts';

/** A running process of the engine, as it says of itself. No address of a machine that a stranger could use. */
export interface RunningProcess {
  /** A UUID of this run: a process that starts again is another one. */
  readonly id: string;
  readonly roles: readonly string[];
  readonly version: string;
  readonly host: string;
  /** Epoch milliseconds. */
  readonly startedMs: number;
  /** The servers that it cannot reach at the moment. */
  readonly away: readonly string[];
}

/** Who is silent for so long is gone. */
export const processSilenceMsMax = 15_000;
/** More than anybody runs; the rest is not shown. */
const processesMax = 500;

/** Says "I am here" by the server's clock, drops who is silent, and lets all of it expire with the last. */
const announce = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3])) do redis.call('HDEL', KEYS[2], gone) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3])
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])`;

const read = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local found = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], now - ARGV[1], '+inf', 'LIMIT', 0, ARGV[2])) do
  found[#found + 1] = redis.call('HGET', KEYS[2], id) or ''
end
return found`;

/** Has to be said again before `processSilenceMsMax` is over. */
export async function announceProcess(redis: Pick<Redis, 'eval'>, process: RunningProcess): Promise<void> {
  const { seen, said } = processesKey;
  await redis.eval(announce, 2, seen, said, process.id, JSON.stringify(process), processSilenceMsMax);
}

/** A process that ends in good order is not missed. */
export async function withdrawProcess(redis: Pick<Redis, 'zrem' | 'hdel'>, id: string): Promise<void> {
  await Promise.all([redis.zrem(processesKey.seen, id), redis.hdel(processesKey.said, id)]);
}

/** Every process that said lately that it runs, the oldest first. */
export async function listProcesses(redis: Pick<Redis, 'eval'>): Promise<readonly RunningProcess[]> {
  const { seen, said } = processesKey;
  const texts = (await redis.eval(read, 2, seen, said, processSilenceMsMax, processesMax)) as string[];
  return texts
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text) as RunningProcess)
    .toSorted((a, b) => a.startedMs - b.startedMs || (a.id < b.id ? -1 : 1));
}
