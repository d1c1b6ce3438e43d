import { Redis } from 'ioredis';
import { backoffMs } from '../../runtime/backoff.ts';

/**
 * What a connection is for. `request`: many short commands, pipelined together, failing fast so that a request never
 * hangs on a lost server. `blocking`: one consumer in XREAD BLOCK or a subscriber, which waits and reconnects for ever.
 */
export type RedisPurpose = 'request' | 'blocking';

const commandTimeoutMs = 5_000;
const connectTimeoutMs = 5_000;
const retriesPerRequestMax = 2;
const reconnectPause = { minMs: 100, maxMs: 2_000 };

/**
 * Connects to Redis or Valkey. Listens to `error` itself (an unheard one would end the process); the caller sees a
 * lost server through its failing commands. Close it with `quit()`, or `disconnect()` while it blocks.
 */
export function connectRedis(
  url: string,
  { purpose, onError = () => {} }: { purpose: RedisPurpose; onError?: (error: Error) => void },
): Redis {
  const redis = new Redis(url, {
    // Version 3 of the protocol changes the shape of some replies; stay with the one all servers agree on.
    protocol: 2,
    connectTimeout: connectTimeoutMs,
    retryStrategy: (attempt) => backoffMs(attempt, reconnectPause),
    ...(purpose === 'request'
      ? {
          enableAutoPipelining: true,
          maxRetriesPerRequest: retriesPerRequestMax,
          commandTimeout: commandTimeoutMs,
        }
      : { maxRetriesPerRequest: null }),
  });
  redis.on('error', onError);
  return redis;
}
