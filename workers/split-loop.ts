import { minuteMs } from '../domain/duration.ts';
import { learnSplits, storesPerPage, storesThatLearn } from '../services/analytics/splits/learn.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

/** A few more people whose time to buy is over move no share by much. */
const pauseMs = 5 * minuteMs;

/** Computes the shares of splits that learn, proposes their winners and applies those that are due. Several may do so. */
export function startSplitLoop({ database, log, metrics }: Pick<Deps, 'database' | 'log' | 'metrics'>): PollingLoop {
  const changes = metrics.counter({
    name: 'split_changes_total',
    help: 'Splits that learn, by what changed: their shares, a winner proposed, a winner applied.',
    labels: ['change'],
  });
  const failures = metrics.counter({
    name: 'split_failures_total',
    help: 'Stores whose splits could not be computed in a round.',
  });
  let after: string | null = null;
  return startPollingLoop({
    name: 'splits that learn',
    log,
    async round() {
      const found = await storesThatLearn(database, after);
      for (const storeId of found) {
        try {
          const counts = await learnSplits(database, { storeId, now: new Date() });
          for (const [change, number] of Object.entries(counts)) changes.add({ change }, number);
        } catch (error) {
          // One store's trouble is not that of those behind it.
          failures.add();
          log.error({ storeId, err: error }, 'the splits of a store could not be computed');
        }
      }
      const more = found.length === storesPerPage;
      after = more ? (found.at(-1) ?? null) : null;
      return more ? 0 : pauseMs;
    },
  });
}
