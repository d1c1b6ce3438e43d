import type { AcceptedEvent } from './event.ts';

/** What the endpoint did with one event. `id_reused`: its id was taken in before with another body, and nothing was done. */
export type Appended =
  | 'accepted'
  | 'duplicate'
  | 'id_reused'
  /** Said by an endpoint before the log, never by the log: the store's plan includes no more. */
  | 'quota_exceeded';

/**
 * What makes an event the repetition of another one that had its id, and no event of its own under a wrong id:
 * - `same_body`;
 * - `same_body_but_time`: its time was set or corrected on arrival, so the same request has another one each time;
 * - `same_id`: the id was made of a fact, and the same fact may come in other words.
 */
export type Repetition = 'same_body' | 'same_body_but_time' | 'same_id';

export interface AppendOptions {
  /** Default: `same_body` for all. */
  readonly repetitionOf?: (event: AcceptedEvent) => Repetition;
}

/** Events that one append put into one partition. Their position is committed with their effects. */
export interface LogEntry {
  /** Where the entry stands in its partition; opaque, ordered by the log, usable as `after`. */
  readonly position: string;
  readonly events: readonly AcceptedEvent[];
}

/**
 * The durable, partitioned log of accepted events. Partition = hash(storeId), so one store's events keep their order.
 * `append` resolves only when every accepted event is durable; what has an event id that the log saw within its window is
 * a duplicate, or is refused when its body is another one, decided in the same atomic step as the append.
 */
export interface EventLog {
  readonly partitions: number;
  /** Answers in the order of the events. Rejects when nothing was made durable. */
  append(storeId: string, events: readonly AcceptedEvent[], options?: AppendOptions): Promise<readonly Appended[]>;
  /** Entries after `after` (null: from the beginning), at least one unless `waitMs` passed or the signal aborted. */
  read(
    partition: number,
    after: string | null,
    options: { readonly eventsMax: number; readonly waitMs: number; readonly signal?: AbortSignal },
  ): Promise<readonly LogEntry[]>;
  /** The position of the newest entry; null: there is none left to read. Whoever stands there knows all that was acknowledged before the call. */
  end(partition: number): Promise<string | null>;
  /** About how many entries are kept; what all consumers have passed is trimmed from time to time. */
  length(partition: number): Promise<number>;
  /** Whether a consumer that stands at `position` has the entry at `mark` behind it; null is before all entries. */
  hasPassed(position: string | null, mark: string | null): boolean;
  /** Drops entries up to `position`, once every consumer has passed them. */
  trim(partition: number, position: string): Promise<void>;
  close(): Promise<void>;
}

/** The partition that holds a store's events (FNV-1a, 32 bit). */
export function partitionOf(storeId: string, partitions: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < storeId.length; index++) {
    hash = Math.imul(hash ^ storeId.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % partitions;
}
