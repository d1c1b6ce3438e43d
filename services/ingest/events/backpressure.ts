import { partitionOf } from '../../../events/event-log.ts';
import { createWaitingEvents } from './waiting-events.ts';

/** Whether events of a store are taken in at this moment. */
export interface Backpressure {
  /** Why not; null: they are. */
  refusal(storeId: string): Refusal | null;
  /** Events of the store go into the log now. */
  took(storeId: string, count: number): void;
  /** Partitions with a store that may have too much waiting: it is worth finding out what of it is applied. */
  busyPartitions(): readonly number[];
  /** The pipeline has applied everything of these partitions that was taken in before their moments, epoch milliseconds. */
  applied(until: ReadonlyMap<number, number>): void;
  /** Closes the backpressure of all stores of these partitions, and opens those of all others. */
  close(partitions: ReadonlySet<number>): void;
}

export interface Refusal {
  readonly message: string;
  readonly retryAfterMs: number;
}

/** A store's own backlog is worked off within seconds. */
const ownBacklog: Refusal = {
  message: 'More events of this store are waiting than may wait.',
  retryAfterMs: 1_000,
};
/** A log that is full needs longer, but a few early birds cost nothing. */
const logFull: Refusal = { message: 'More events are waiting than may wait.', retryAfterMs: 10_000 };
/** From this share of what may wait on it is looked at what of it is applied. */
const busyShare = 0.25;

/**
 * The backpressure of one process. A partition is applied in its order, so what a store has waiting there is what its neighbours
 * wait for: that much is bounded for each store, and a store that has more waits outside.
 */
export function createBackpressure({
  partitions,
  waitingMax,
  now,
}: {
  readonly partitions: number;
  /** Events of one store that this process took in and that are not known to be applied. */
  readonly waitingMax: number;
  readonly now: () => number;
}): Backpressure {
  const waiting = createWaitingEvents();
  let closed: ReadonlySet<number> = new Set();
  return {
    refusal(storeId) {
      if (closed.size > 0 && closed.has(partitionOf(storeId, partitions))) return logFull;
      return waiting.of(storeId) >= waitingMax ? ownBacklog : null;
    },
    took: (storeId, count) => waiting.took(storeId, count, now()),
    busyPartitions: () => [
      ...new Set(waiting.atLeast(waitingMax * busyShare).map((storeId) => partitionOf(storeId, partitions))),
    ],
    applied: (until) => waiting.applied((storeId) => until.get(partitionOf(storeId, partitions)) ?? null),
    close(these) {
      closed = these;
    },
  };
}
