import { minuteMs } from '../domain/duration.ts';
import { forgetOldKeys } from '../services/accounts/idempotency/forget-old-keys.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

const pauseMs = 10 * minuteMs;
const keysPerRoundMax = 5_000;

/** Deletes idempotency keys that nobody may come back with. */
export function forgetKeys({ database, log }: Pick<Deps, 'database' | 'log'>): PollingLoop {
  return startPollingLoop({
    name: 'idempotency keys',
    log,
    round: async () => {
      const forgotten = await forgetOldKeys(database, { nowMs: Date.now(), limit: keysPerRoundMax });
      return forgotten === keysPerRoundMax ? 0 : pauseMs;
    },
  });
}
