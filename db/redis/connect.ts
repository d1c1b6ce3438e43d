import { Command, Redis } from 'ioredis';
import { backoffMs } from '../../runtime/backoff.ts';
import type { TlsOptions } from '../../runtime/identity/identity.ts';

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
  {
    purpose,
    onError = () => {},
    tls,
  }: {
    readonly purpose: RedisPurpose;
    readonly onError?: (error: Error) => void;
    /** With a certificate of our own; undefined: as the address says. */
    readonly tls?: TlsOptions | undefined;
  },
): Redis {
  const redis = new Redis(url, {
    // Version 3 of the protocol changes the shape of some replies; stay with the one all servers agree on.
    protocol: 2,
    // Read for each connection that is made.
    ...(tls && { tls }),
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

/**
 * Makes the connection anew, without a command that is lost or done twice: what comes from now on waits for the new one, and the
 * old one ends once everything that was sent on it is answered. One that listens to channels has nothing under way, and is cut.
 */
export async function renewConnection(redis: Redis): Promise<void> {
  const isBeingMade = redis.status === 'connecting' || redis.status === 'connect';
  if (redis.mode === 'subscriber' || isBeingMade) return redis.disconnect(true);
  if (redis.status !== 'ready') return;
  // By itself, and not in a pipeline with what comes later: answers come in the order of their commands.
  const last = new Command('ping', [], { replyEncoding: 'utf8' });
  redis.sendCommand(last);
  // Whatever closes it finds it as it was: what a lost server did not answer is sent again, as ever.
  redis.stream.prependOnceListener('close', () => {
    redis.status = 'ready';
  });
  // Under this status commands wait.
  redis.status = 'reconnecting';
  await last.promise.catch(() => undefined);
  redis.disconnect(true);
}
