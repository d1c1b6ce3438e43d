import { createLiveHub, type LiveHub } from '../api/live/live-hub.ts';
import { liveLimits } from '../api/live/live-limits.ts';
import type { Accounts } from '../services/accounts/accounts.ts';
import type { Deps } from './deps.ts';

/** What tells the open pages of this process. Any number of processes act as one. */
export function openLiveHub(
  { config, redis, newBlockingRedis, eventLog, metrics, log }: Deps,
  accounts: Accounts,
): LiveHub {
  return createLiveHub({
    limits: {
      ...liveLimits,
      connectionsMax: config.liveSocketsMax,
      storeConnectionsMax: config.liveSocketsPerStoreMax,
    },
    redis,
    newBlockingRedis,
    accounts,
    partitions: eventLog.partitions,
    metrics,
    log,
  });
}
