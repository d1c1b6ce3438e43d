import { type Backlog, isOverloaded } from '../domain/overload.ts';
import { measureBacklog } from '../services/pipeline/measure-backlog.ts';
import type { Deps } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

const pauseMs = 2_000;

export interface BacklogState extends Backlog {
  readonly overloaded: boolean;
}

export interface BacklogWatch {
  /** The newest sample; null before the first. */
  latest(): BacklogState | null;
  stop(): Promise<void>;
}

/** Samples what waits in the log; says when the doors close and open. */
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
  const closed = metrics.gauge({ name: 'log_overloaded', help: '1 while no events are taken in: too many wait.' });
  let latest: BacklogState | null = null;

  const loop = startPollingLoop({
    name: 'backlog',
    log,
    async round() {
      const backlog = await measureBacklog(database, eventLog, Date.now());
      const before = latest?.overloaded ?? false;
      const overloaded = isOverloaded(before, backlog, max);
      if (overloaded && !before) log.error({ ...backlog, max }, 'no events are taken in: too many wait');
      if (!overloaded && before) log.info(backlog, 'events are taken in again');
      latest = { ...backlog, overloaded };
      lag.set(backlog.lagMs / 1_000);
      entries.set(backlog.entries);
      closed.set(overloaded ? 1 : 0);
      return pauseMs;
    },
  });
  return { latest: () => latest, stop: () => loop.stop() };
}
