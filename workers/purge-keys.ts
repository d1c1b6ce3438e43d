import { minuteMs } from '../domain/duration.ts';
import { purgeOldKeys } from '../services/accounts/idempotency/purge-old-keys.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

const pauseMs = 10 * minuteMs;
const keysPerRoundMax = 5_000;

/** Deletes idempotency keys that nobody may come back with. */
export function purgeKeys({ database, log }: Pick<Deps, 'database' | 'log'>): PollingLoop {
  return startPollingLoop({
    name: 'idempotency keys',
    log,
    round: async () => {
      const forgotten = await purgeOldKeys(database, { nowMs: Date.now(), limit: keysPerRoundMax });
      return forgotten === keysPerRoundMax ? 0 : pauseMs;
    },
  });
}
