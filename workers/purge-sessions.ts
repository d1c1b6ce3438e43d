import { minuteMs } from '../domain/duration.ts';
import { purgeOldSessions } from '../services/accounts/sessions/purge-old.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

const pauseMs = 10 * minuteMs;
const rowsPerRoundMax = 5_000;

/** Deletes what is left of sessions that nobody can go on with. */
export function purgeSessions({ database, log }: Pick<Deps, 'database' | 'log'>): PollingLoop {
  return startPollingLoop({
    name: 'old sessions',
    log,
    round: async () => {
      const forgotten = await purgeOldSessions(database, { nowMs: Date.now(), limit: rowsPerRoundMax });
      return forgotten === rowsPerRoundMax ? 0 : pauseMs;
    },
  });
}
