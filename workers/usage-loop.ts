import { secondMs } from '../domain/duration.ts';
import { rollUpUsage } from '../services/analytics/usage/roll-up.ts';
import { measureBacklog } from '../services/pipeline/measure-backlog.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

/** How old what is shown of messages and predictions may be; events and carts are counted as they are applied. */
const pauseMsMin = 15 * secondMs;
/** In a rush it is older: counting takes no more than this part of the time. */
const busyShareMax = 0.02;

/** Counts what is not counted where it happens, and tells of quotas. Of several processes one does it at a time. */
export function startUsageLoop({ database, eventLog, log, metrics }: Deps): Pick<Role, 'stop'> {
  const told = metrics.counter({
    name: 'quota_alerts_total',
    help: 'Quotas of plans that came near or were used up.',
    labels: ['state'],
  });
  return startPollingLoop({
    ...{ name: 'usage', log },
    async round() {
      const startedAt = performance.now();
      const { lagMs } = await measureBacklog(database, eventLog, Date.now());
      const { alerts } = await rollUpUsage(database, { nowMs: Date.now(), lagMs });
      for (const { storeId, meter, state } of alerts) {
        told.add({ state });
        log.warn({ storeId, meter, state }, 'a plan is nearly used up, or all of it');
      }
      return Math.max(pauseMsMin, (performance.now() - startedAt) / busyShareMax);
    },
  });
}
