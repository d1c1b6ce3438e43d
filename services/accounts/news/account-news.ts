import type { Redis } from 'ioredis';
import { z } from 'zod';

/**
 * Tells every process at once that a copy of somebody's rights is old. The truth is in PostgreSQL and copies live for a few
 * seconds only, so news that gets lost costs that time and never lets anybody in for longer.
 */

/** What changed: a session ended, a person's account or rights, a key. */
const changeSchema = z.object({ kind: z.enum(['session', 'user', 'api_key']), id: z.string() });
export type AccountChange = Readonly<z.output<typeof changeSchema>>;

/** Redis or Valkey channel. */
export const accountsChannel = 'accounts:changed';

export interface AccountNews {
  /** After the commit; never throws. */
  tell(change: AccountChange): Promise<void>;
  /** Also told with null after every time that news may have been missed. */
  onChange(listener: (change: AccountChange | null) => void): void;
  /** False while news may be missed. */
  readonly connected: boolean;
  close(): void;
}

/** `subscriber` is a connection of its own: one that listens can do nothing else. */
export function openAccountNews({
  redis,
  subscriber,
  onFailure,
}: {
  readonly redis: Redis;
  readonly subscriber: Redis;
  readonly onFailure: (error: unknown) => void;
}): AccountNews {
  const listeners: ((change: AccountChange | null) => void)[] = [];
  const hear = (change: AccountChange | null): void => {
    for (const listener of listeners) listener(change);
  };
  let connected = false;
  subscriber.on('message', (_channel, text: string) => hear(readChange(text)));
  subscriber.on('close', () => {
    connected = false;
  });
  const listen = (): void => {
    subscriber.subscribe(accountsChannel).then(() => {
      connected = true;
      hear(null);
    }, onFailure);
  };
  subscriber.on('ready', listen);
  if (subscriber.status === 'ready') listen();
  return {
    async tell(change) {
      hear(change);
      try {
        await redis.publish(accountsChannel, JSON.stringify(change));
      } catch (error) {
        onFailure(error);
      }
    },
    onChange(listener) {
      listeners.push(listener);
    },
    get connected() {
      return connected;
    },
    close() {
      subscriber.off('ready', listen);
      subscriber.disconnect();
    },
  };
}

/** Null for what is no change: then everything may be old. */
function readChange(text: string): AccountChange | null {
  try {
    return changeSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
