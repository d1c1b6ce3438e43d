import { minuteMs } from '../domain/duration.ts';
import { pushOpenLineage } from '../services/analytics/lineage/open-lineage/push.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

/** Runs take minutes, and days of decisions a day. */
const pauseMs = 5 * minuteMs;

/** Tells a catalogue of data what happened to models and by them, where the operator set one. Several may do so: some is told twice. */
export function startOpenLineageLoop({ config, database, log, metrics }: Deps): PollingLoop | null {
  const { openLineageUrl: url, openLineageKey: key } = config;
  if (url === undefined) return null;
  const events = metrics.counter({
    name: 'open_lineage_events_total',
    help: 'Events for the catalogue of data, by whether it took them.',
    labels: ['result'],
  });
  const stopping = new AbortController();
  const loop = startPollingLoop({
    name: 'open lineage',
    log,
    async round() {
      const { sent, refused } = await pushOpenLineage(
        {
          ...{ database, target: { url, key: key ?? null }, now: Date.now },
          reach: { allowLoopback: config.platformApiLoopback, allowAll: config.openLineagePrivate },
        },
        stopping.signal,
      );
      events.add({ result: 'sent' }, sent);
      events.add({ result: 'refused' }, refused);
      if (refused > 0) log.warn({ refused }, 'the catalogue of data refused events');
      return pauseMs;
    },
  });
  return {
    wake: loop.wake,
    stop() {
      stopping.abort();
      return loop.stop();
    },
  };
}
