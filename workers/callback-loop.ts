import { createCallbacks } from '../channels/providers.ts';
import { publicUrl } from '../runtime/config.ts';
import { type ProcessedCallback, processDueCallbacks } from '../services/messaging/callbacks/process-due.ts';
import { purgeOldCallbacks } from '../services/messaging/callbacks/purge-old.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

const callbacksPerRoundMax = 200;
/** How long a callback waits at most. */
const pauseMs = 1_000;
const forgottenPerRoundMax = 1_000;
const purgePauseMs = 60_000;

/** Processes what providers reported, and forgets old callbacks. Any number of processes may do so. */
export function startCallbackLoop({ config, database, log, metrics }: Deps): Pick<Role, 'stop'> {
  const callbackOf = createCallbacks(config.providers, { publicUrl: publicUrl(config) });
  const count = countCallbacks(metrics);
  const processing = startPollingLoop({
    name: 'provider callbacks',
    log,
    async round() {
      const processed = await processDueCallbacks(
        {
          database,
          callbackOf,
          smsDefault: config.providers.defaults.sms,
          inboundDomain: config.inboundEmailDomain,
          log,
          now: Date.now,
        },
        { limit: callbacksPerRoundMax },
      );
      count(processed);
      return processed.length === callbacksPerRoundMax ? 0 : pauseMs;
    },
  });
  const forgetting = startPollingLoop({
    name: 'old provider callbacks',
    log,
    async round() {
      const forgotten = await purgeOldCallbacks(database, { now: Date.now(), limit: forgottenPerRoundMax });
      return forgotten === forgottenPerRoundMax ? 0 : purgePauseMs;
    },
  });
  return {
    async stop() {
      await Promise.all([processing.stop(), forgetting.stop()]);
    },
  };
}

/** Counts callbacks by what became of them, and what they told by its kind. */
function countCallbacks(metrics: Deps['metrics']): (processed: readonly ProcessedCallback[]) => void {
  const callbacks = metrics.counter({
    name: 'provider_callbacks_total',
    help: 'Callbacks that were worked on, by provider and outcome.',
    labels: ['provider', 'outcome'],
  });
  const reports = metrics.counter({
    name: 'delivery_reports_total',
    help: 'Delivery reports that told something new of a message, by provider and kind.',
    labels: ['provider', 'kind'],
  });
  return (processed) => {
    for (const { provider, outcome, news } of processed) {
      callbacks.add({ provider, outcome });
      for (const kind of news) reports.add({ provider, kind });
    }
  };
}
