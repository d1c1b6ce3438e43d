import { publishLive } from '../services/live/publish.ts';
import { relayChanges } from '../services/live/relay-changes.ts';
import type { Deps, Role } from './deps.ts';
import { startWokenLoop } from './woken-loop.ts';

/** How long a change waits at most that no process was woken for. */
const lookEveryMs = 1_000;
/** Changes that come right behind one another are told together: a round costs the same for one and for many. */
const gatherMs = 15;

/** Tells open pages what changed beside carts, as soon as it is committed. Any number of processes may do so. */
export function startLiveRelay({
  database,
  redis,
  log,
  metrics,
}: Pick<Deps, 'database' | 'redis' | 'log' | 'metrics'>): Pick<Role, 'stop'> {
  const told = metrics.counter({
    name: 'live_changes_told_total',
    help: 'Changes beside carts that pages were told of.',
  });
  const lag = metrics.gauge({
    name: 'live_relay_lag_seconds',
    help: 'How long the oldest change of the newest round had been waiting.',
  });
  return startWokenLoop({
    name: 'changes for open pages',
    log,
    database,
    wakeUp: 'live',
    gatherMs,
    async round() {
      const relayed = await relayChanges({ database, publish: (events) => publishLive(redis, events) });
      told.add({}, relayed.told);
      lag.set(relayed.lagMs / 1_000);
      return relayed.more ? 0 : lookEveryMs;
    },
  });
}
