import type { Redis } from 'ioredis';
import type { LogEntry } from '../event-log.ts';
import { streamKeys } from './stream-keys.ts';

export interface ReadOptions {
  readonly eventsMax: number;
  readonly waitMs: number;
  readonly signal?: AbortSignal;
}

/** As the server writes the id of an entry. */
const streamsPosition = /^\d+-\d+$/;
/** First guess of how many events an entry holds; afterwards the partition's own entries say it. */
const eventsPerEntryGuess = 100;
/** How much the newest read counts in that guess. */
const guessWeight = 0.5;

/**
 * Reads entries of a partition. Reading what is there goes over the shared connection; only waiting for something new
 * takes a connection of its own, because it blocks. Those connections are kept and used again.
 */
export function createReader({
  redis,
  newBlockingRedis,
  prefix,
}: {
  redis: Redis;
  newBlockingRedis: () => Redis;
  prefix: string;
}) {
  const eventsPerEntry = new Map<number, number>();
  const idle: Redis[] = [];
  const all = new Set<Redis>();
  let closed = false;

  return { read, close };

  async function read(partition: number, after: string | null, options: ReadOptions): Promise<readonly LogEntry[]> {
    // A position of another log says nothing here: before the beginning.
    const from = after !== null && streamsPosition.test(after) ? after : '0-0';
    try {
      const present = await take(redis, partition, from, options.eventsMax);
      return present.length > 0 || options.waitMs <= 0 || isOver(options)
        ? present
        : await wait(partition, from, options);
    } catch (error) {
      if (isOver(options)) return [];
      throw error;
    }
  }

  async function wait(partition: number, from: string, options: ReadOptions): Promise<readonly LogEntry[]> {
    const connection = idle.pop() ?? connect();
    // There is no taking back of a blocking command but by cutting its connection.
    const cut = (): void => connection.disconnect();
    options.signal?.addEventListener('abort', cut, { once: true });
    try {
      return await take(connection, partition, from, options.eventsMax, options.waitMs);
    } finally {
      options.signal?.removeEventListener('abort', cut);
      if (isOver(options)) drop(connection);
      else idle.push(connection);
    }
  }

  function isOver({ signal }: ReadOptions): boolean {
    return closed || signal?.aborted === true;
  }

  async function take(
    connection: Redis,
    partition: number,
    from: string,
    eventsMax: number,
    waitMs = 0,
  ): Promise<LogEntry[]> {
    const guess = eventsPerEntry.get(partition) ?? eventsPerEntryGuess;
    const count = Math.max(1, Math.floor(eventsMax / guess));
    const { stream } = streamKeys(prefix, partition);
    const reply =
      waitMs > 0
        ? await connection.xread('COUNT', count, 'BLOCK', waitMs, 'STREAMS', stream, from)
        : await connection.xread('COUNT', count, 'STREAMS', stream, from);
    const entries = (reply?.[0]?.[1] ?? []).map(
      ([position, fields]): LogEntry => ({ position, events: JSON.parse(fields[1] ?? '[]') }),
    );
    if (entries.length === 0) return entries;
    const events = entries.reduce((sum, entry) => sum + entry.events.length, 0);
    eventsPerEntry.set(partition, Math.max(1, guess * (1 - guessWeight) + (events / entries.length) * guessWeight));
    return atMost(entries, eventsMax);
  }

  function connect(): Redis {
    const connection = newBlockingRedis();
    all.add(connection);
    return connection;
  }

  function drop(connection: Redis): void {
    connection.disconnect();
    all.delete(connection);
  }

  async function close(): Promise<void> {
    closed = true;
    for (const connection of [...all]) drop(connection);
  }
}

/** Whole entries only, so that a position never stands inside one; at least one, or nothing would move. */
function atMost(entries: LogEntry[], eventsMax: number): LogEntry[] {
  let events = 0;
  const end = entries.findIndex((entry, index) => {
    events += entry.events.length;
    return index > 0 && events > eventsMax;
  });
  return end === -1 ? entries : entries.slice(0, end);
}
