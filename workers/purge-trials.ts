import { minuteMs } from '../domain/duration.ts';
import { purgeOldSandbox } from '../services/messaging/sandbox-inbox/purge-old.ts';
import { purgeOldTrials } from '../services/trial/purge-old.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

const pauseMs = 10 * minuteMs;
const rowsPerRoundMax = 1_000;

/** Deletes what was tried out and what the sandbox kept, when its time is over. */
export function purgeTrials({ database, log }: Pick<Deps, 'database' | 'log'>): PollingLoop {
  return startPollingLoop({
    name: 'trials',
    log,
    round: async () => {
      const options = { nowMs: Date.now(), limit: rowsPerRoundMax };
      const rows = [await purgeOldTrials(database, options), await purgeOldSandbox(database, options)];
      return Math.max(...rows) === rowsPerRoundMax ? 0 : pauseMs;
    },
  });
}
