import { hourMs } from '../domain/duration.ts';
import type { FlowBaseline } from '../domain/traffic-anomaly.ts';
import { analyticsLagMs } from '../services/analytics/event-flow/analytics-lag.ts';
import { judgeFlows } from '../services/analytics/event-flow/judge-flows.ts';
import { readFlowBaselines } from '../services/analytics/event-flow/read-flow-baselines.ts';
import { readLastEvents } from '../services/analytics/event-flow/read-last-events.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

const pauseMs = 60_000;
/** What is usual changes with the day. */
const usualAgeMsMax = hourMs;
/** With more than this on its way, silence says nothing. */
const lagMsMax = 60_000;

/** Notices stores whose events stop, and that they come again: state in the API, a metric and a line in the log. */
export function watchFlows({
  database,
  eventLog,
  clickhouse,
  log,
  metrics,
}: Pick<Deps, 'database' | 'eventLog' | 'clickhouse' | 'log' | 'metrics'>): PollingLoop {
  const stores = metrics.gauge({
    name: 'stores_by_flow',
    help: 'Stores by how their events come: learning, flowing, silent.',
    labels: ['state'],
  });
  const silences = metrics.counter({ name: 'store_silences_total', help: 'Times that a store’s events stopped.' });
  let usual: { readonly at: number; readonly flows: ReadonlyMap<string, FlowBaseline> } | null = null;

  return startPollingLoop({
    name: 'event flows',
    log,
    async round() {
      const nowMs = Date.now();
      if ((await analyticsLagMs(database, eventLog, nowMs)) > lagMsMax) return pauseMs;
      if (!usual || nowMs - usual.at > usualAgeMsMax)
        usual = { at: nowMs, flows: await readFlowBaselines(clickhouse, nowMs) };
      const lastEvents = await readLastEvents(clickhouse, nowMs);
      const { changes, counts } = await judgeFlows(database, { usual: usual.flows, lastEvents, nowMs });
      for (const [state, number] of Object.entries(counts)) stores.set(number, { state });
      for (const { storeId, from, to, lastEventAt, expectedEvents } of changes) {
        if (to === 'silent') {
          silences.add();
          log.error({ storeId, lastEventAt, expectedEvents }, 'a store’s events have stopped');
        } else if (from === 'silent') log.info({ storeId, lastEventAt }, 'a store’s events come again');
      }
      return pauseMs;
    },
  });
}
