import { type Backlog, isOverloaded } from '../domain/overload.ts';
import { type Backpressure, createBackpressure } from '../services/ingest/events/backpressure.ts';
import { measureBacklog, measureLags } from '../services/pipeline/measure-backlog.ts';
import type { Deps } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

const pauseMs = 2_000;
/** While a store has much waiting: what it may have is counted between two looks too. */
const busyPauseMs = 250;

export interface BacklogState extends Backlog {
  readonly overloaded: boolean;
}

export interface BacklogWatch {
  /** The newest sample; null before the first. */
  latest(): BacklogState | null;
  readonly doors: Pick<Backpressure, 'refusal' | 'took'>;
  stop(): Promise<void>;
}

/** Samples what waits in the log; closes and opens the endpoints of the stores that it waits for. */
export function watchBacklog({
  database,
  eventLog,
  config,
  log,
  metrics,
}: Pick<Deps, 'database' | 'eventLog' | 'config' | 'log' | 'metrics'>): BacklogWatch {
  const max: Backlog = { lagMs: config.logLagMsMax, entries: config.logEntriesMax };
  const lag = metrics.gauge({ name: 'log_lag_seconds', help: 'Age of the oldest event that is not applied yet.' });
  const entries = metrics.gauge({ name: 'log_entries', help: 'Entries that the event log keeps.' });
  const closed = metrics.gauge({
    name: 'log_overloaded',
    help: 'Partitions of the log whose stores are refused: too many events wait.',
  });
  const doors = createBackpressure({
    partitions: eventLog.partitions,
    waitingMax: config.storeEventsWaitingMax,
    now: Date.now,
  });
  let latest: BacklogState | null = null;
  let full: ReadonlySet<number> = new Set();

  const loop = startPollingLoop({
    name: 'backlog',
    log,
    async round() {
      const nowMs = Date.now();
      const { lagsMs, ...backlog } = await measureBacklog(database, eventLog, nowMs);
      doors.applied(new Map(lagsMs.map((lagMs, partition) => [partition, nowMs - lagMs])));
      const before = full;
      // A partition is behind by itself; the length of the log is everybody's.
      const isFull = (lagMs: number, partition: number) =>
        isOverloaded(before.has(partition), { lagMs, entries: backlog.entries }, max);
      full = new Set(lagsMs.flatMap((lagMs, partition) => (isFull(lagMs, partition) ? [partition] : [])));
      doors.close(full);
      const partitions = [...full];
      if (full.size > before.size) log.error({ ...backlog, max, partitions }, 'no events are taken in: too many wait');
      if (full.size < before.size) log.info({ ...backlog, partitions }, 'events are taken in again');
      latest = { ...backlog, overloaded: full.size > 0 };
      lag.set(backlog.lagMs / 1_000);
      entries.set(backlog.entries);
      closed.set(full.size);
      return pauseMs;
    },
  });
  const busy = startPollingLoop({
    name: 'backlog of busy stores',
    log,
    async round() {
      const partitions = doors.busyPartitions();
      if (partitions.length === 0) return busyPauseMs;
      const nowMs = Date.now();
      const lagsMs = await measureLags(database, eventLog, { partitions, nowMs });
      doors.applied(new Map(partitions.map((partition, index) => [partition, nowMs - (lagsMs[index] ?? 0)])));
      return busyPauseMs;
    },
  });
  return {
    latest: () => latest,
    doors,
    async stop() {
      await Promise.all([loop.stop(), busy.stop()]);
    },
  };
}
