import type { Redis } from 'ioredis';
import { type EventLog, partitionOf } from './event-log.ts';
import { type WindowLimits, windowLimits } from './id-window/window-limits.ts';
import { createAppender } from './streams/appender.ts';
import { createReader } from './streams/reader.ts';
import { streamKeys } from './streams/stream-keys.ts';

export interface StreamsLogOptions {
  /** Shared connection for appends and for reading what is there. Durability is its server's `appendfsync always`. */
  readonly redis: Redis;
  /** Makes a connection that may block; one for each partition that is waited for. */
  readonly newBlockingRedis: () => Redis;
  /** Fixed for the life of the log: a store's events must stay in one partition. */
  readonly partitions?: number;
  readonly window?: WindowLimits;
  /** First part of every key, so that several logs can share a server. */
  readonly prefix?: string;
  readonly now?: () => number;
}

export const streamsPartitions = 12;

/**
 * The event log on Redis or Valkey streams: one stream per partition, one entry per chunk of events, and beside it the
 * ids that were seen within the window. One script does the check and the append.
 */
export function createStreamsLog({
  redis,
  newBlockingRedis,
  partitions = streamsPartitions,
  window = windowLimits,
  prefix = 'log',
  now = Date.now,
}: StreamsLogOptions): EventLog {
  const append = createAppender({ redis, prefix, window, now });
  const reader = createReader({ redis, newBlockingRedis, prefix });
  return {
    partitions,
    append: (storeId, events, options) => append(partitionOf(storeId, partitions), storeId, events, options),
    read: reader.read,
    async end(partition) {
      const [newest] = await redis.xrevrange(streamKeys(prefix, partition).stream, '+', '-', 'COUNT', 1);
      return newest?.[0] ?? null;
    },
    length: (partition) => redis.xlen(streamKeys(prefix, partition).stream),
    hasPassed,
    async trim(partition, position) {
      await redis.xtrim(streamKeys(prefix, partition).stream, 'MINID', positionAfter(position));
    },
    close: reader.close,
  };
}

/** Positions are `<ms>-<n>`; trimming keeps the one it is given, and the consumers are past theirs. */
function positionAfter(position: string): string {
  const [ms, n] = position.split('-');
  return `${ms}-${BigInt(n ?? '0') + 1n}`;
}

function hasPassed(position: string | null, mark: string | null): boolean {
  if (mark === null) return true;
  if (position === null) return false;
  const [ms = 0, n = 0] = position.split('-').map(Number);
  const [markMs = 0, markN = 0] = mark.split('-').map(Number);
  return ms > markMs || (ms === markMs && n >= markN);
}
