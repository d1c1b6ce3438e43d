import type { Redis } from 'ioredis';

/**
 * Tells every process at once that something changed, by a channel of Redis or Valkey. News may get lost, so the truth is
 * elsewhere, and whoever listens looks there by itself from time to time too.
 */
export interface News<T> {
  /** After the commit; never throws. */
  tell(change: T): Promise<void>;
  /** Also told with null after every time that news may have been missed. */
  onChange(listener: (change: T | null) => void): void;
  /** False while news may be missed. */
  readonly connected: boolean;
  close(): void;
}

export interface NewsOptions<T> {
  readonly redis: Redis;
  /** A connection of its own: one that listens can do nothing else. */
  readonly subscriber: Redis;
  readonly channel: string;
  /** Throws for what is no change: then everything may be old. */
  readonly read: (given: unknown) => T;
  readonly onFailure: (error: unknown) => void;
}

export function openNews<T>({ redis, subscriber, channel, read, onFailure }: NewsOptions<T>): News<T> {
  const listeners: ((change: T | null) => void)[] = [];
  const hear = (change: T | null): void => {
    for (const listener of listeners) listener(change);
  };
  const readText = (text: string): T | null => {
    try {
      return read(JSON.parse(text));
    } catch {
      return null;
    }
  };
  let connected = false;
  subscriber.on('message', (_channel, text: string) => hear(readText(text)));
  subscriber.on('close', () => {
    connected = false;
  });
  const listen = (): void => {
    subscriber.subscribe(channel).then(() => {
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
        await redis.publish(channel, JSON.stringify(change));
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
