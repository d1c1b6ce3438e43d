import { minuteMs } from '../domain/duration.ts';
import { withoutTrailingSlashes } from '../runtime/trailing-slashes.ts';
import { exportToStripe } from '../services/analytics/usage/export-to-stripe.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

/** Quarters of an hour are closed an hour after they began. */
const pauseMs = 5 * minuteMs;

/** Tells Stripe what was used, where the operator has a key of it. Several processes may do so: each part has one identifier. */
export function startStripeLoop({ config, database, log, metrics }: Deps): PollingLoop | null {
  const { stripeKey: key } = config;
  if (key === undefined) return null;
  const parts = metrics.counter({
    name: 'usage_told_total',
    help: 'Rows of usage that Stripe was told of, by what became of them. Anything but `sent` wants a look.',
    labels: ['state'],
  });
  const stopping = new AbortController();
  const loop = startPollingLoop({
    name: 'usage to stripe',
    log,
    async round() {
      const { told, more } = await exportToStripe(
        {
          ...{ database, key, url: withoutTrailingSlashes(config.stripeUrl), now: Date.now },
          reach: { allowLoopback: config.platformApiLoopback },
        },
        stopping.signal,
      );
      for (const [state, count] of Object.entries(told)) {
        parts.add({ state }, count);
        if (count > 0 && state !== 'sent')
          log.error({ state, count }, 'usage that Stripe does not have: bill it by hand');
      }
      return more ? 0 : pauseMs;
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
