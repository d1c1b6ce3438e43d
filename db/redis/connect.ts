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
 * Makes the connection anew, without a command that is lost or done twice: the server itself ends it behind the last command
 * that it has answered, and what was sent after that is sent again. Where the login may not use CLIENT KILL, or the
 * connection listens to channels, it is cut.
 */
export async function renewConnection(redis: Redis): Promise<void> {
  // One that is being made now may have begun with what is old.
  if (redis.status === 'connecting' || redis.status === 'connect') redis.disconnect(true);
  if (redis.status !== 'ready') return;
  try {
    const id = await send(redis, 'ID');
    await send(redis, 'KILL', 'ID', String(id), 'SKIPME', 'no');
  } catch {
    redis.disconnect(true);
  }
}

/** By itself: in a pipeline, the commands behind it would belong to what was cut in its middle. */
function send(redis: Redis, ...args: string[]): Promise<unknown> {
  const command = new Command('client', args, { replyEncoding: 'utf8' });
  redis.sendCommand(command);
  return command.promise;
}
