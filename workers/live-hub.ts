import { createLiveHub, type LiveHub } from '../api/live/live-hub.ts';
import { liveLimits } from '../api/live/live-limits.ts';
import { createRights } from '../services/live/rights.ts';
import type { Deps } from './deps.ts';

type OpenedHub = LiveHub & {
  /** Ends what is left of the drain: the reader of streams and the listener. */ close(): Promise<void>;
};

/** What tells the open pages of this process. Any number of processes act as one. */
export function openLiveHub(deps: Deps): OpenedHub {
  const { config, redis, newBlockingRedis, eventLog, metrics, log, database } = deps;
  const rights = createRights({
    database,
    subscriber: newBlockingRedis(),
    onFailure: (error) => log.warn({ err: error }, 'changes of rights are found at heartbeats only'),
  });
  const hub = createLiveHub({
    limits: {
      ...liveLimits,
      connectionsMax: config.liveSocketsMax,
      storeConnectionsMax: config.liveSocketsPerStoreMax,
    },
    redis,
    newBlockingRedis,
    rights,
    partitions: eventLog.partitions,
    metrics,
    log,
  });
  return {
    ...hub,
    get size() {
      return hub.size;
    },
    async close() {
      rights.close();
      await hub.stop();
    },
  };
}
