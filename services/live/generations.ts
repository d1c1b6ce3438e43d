import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { redisKeys } from '../../db/redis/keys.ts';
import { controlEntriesMax } from './stream-limits.ts';

/**
 * Between two positions of one generation no change is missing. A generation ends when that cannot be said any more: another
 * server took over (it has another replication id), the server lost its data (`born` is gone), or a process ended between
 * a commit and the telling of it. The last concerns the stores of one partition of the event log only.
 */
export interface Generations {
  /** Of the server and its data. */
  readonly server: string;
  /** Gaps of each partition that had one. */
  readonly gaps: ReadonlyMap<number, number>;
}

export function generationOf({ server, gaps }: Generations, partition: number): string {
  return `${server}.${gaps.get(partition) ?? 0}`;
}

/** Beside the partitions in the hash of gaps: when data of the server began, as a random text. */
const bornField = 'born';
const idLength = 8;

export async function readGenerations(redis: Redis): Promise<Generations> {
  const [info, , fields] = await Promise.all([
    redis.info('replication'),
    redis.hsetnx(redisKeys.liveGaps, bornField, randomBytes(idLength / 2).toString('hex')),
    redis.hgetall(redisKeys.liveGaps),
  ]);
  const { [bornField]: born = '', ...gaps } = fields;
  return {
    server: `${replicationIdOf(info)}${born}`,
    gaps: new Map(Object.entries(gaps).map(([partition, count]) => [Number(partition), Number(count)])),
  };
}

/** A server that does not say who it is counts as always the same. */
function replicationIdOf(info: string): string {
  return /^master_replid:([0-9a-f]+)/m.exec(info)?.[1]?.slice(0, idLength) ?? '';
}

/** Where the pipeline stands in a partition of the log. */
export interface ToldUpTo {
  readonly partition: number;
  /** Null: at the beginning. */
  readonly position: string | null;
}

/** Ends the generation of a partition's stores: every instance lets their pages read anew. */
export async function markGap(redis: Redis, { partition, position }: ToldUpTo): Promise<void> {
  const answers = await redis
    .multi()
    .hincrby(redisKeys.liveGaps, String(partition), 1)
    .hset(redisKeys.liveTold, String(partition), position ?? '')
    .xadd(redisKeys.liveControl, 'MAXLEN', '~', controlEntriesMax, '*', 'partition', String(partition))
    .exec();
  throwFirst(answers);
}

/** Up to where the changes of a partition were told; null: nobody knows of any. */
export async function readTold(redis: Redis, partition: number): Promise<string | null> {
  return (await redis.hget(redisKeys.liveTold, String(partition))) || null;
}

/** `exec` resolves even when a command in it failed. */
export function throwFirst(answers: [Error | null, unknown][] | null): void {
  if (answers === null) throw new Error('the transaction was not carried out');
  for (const [error] of answers) if (error) throw error;
}
