import { providerNames } from '../channels/providers.ts';
import { listSenders, type SenderStatus } from '../services/messaging/senders/list.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

const pauseMs = 10_000;
const takesNothing: ReadonlySet<SenderStatus['state']> = new Set(['stopped', 'trying']);

/** Tells metrics and the log how the accounts of providers do. */
export function watchSenders({ config, database, log, metrics }: Deps): PollingLoop {
  const labels = ['channel', 'provider'];
  const stopped = metrics.gauge({
    name: 'sender_stopped',
    help: '1 while no messages are handed to a provider’s account.',
    labels,
  });
  const health = metrics.gauge({
    name: 'sender_health',
    help: 'Health of a provider’s account, 0 to 100: lowered by what others refuse because of who sends.',
    labels,
  });
  const gap = metrics.gauge({
    name: 'sender_gap_seconds',
    help: 'Seconds between two messages that a provider asked for; 0: as fast as they come.',
    labels,
  });
  const configured = providerNames(config.providers);
  const { defaults } = config.providers;
  const before = new Map<string, boolean>();
  return startPollingLoop({
    name: 'accounts of providers',
    log,
    async round() {
      for (const account of await listSenders(database, { configured, defaults, nowMs: Date.now() })) {
        const { channel, provider, state, trouble, code } = account;
        const isStopped = takesNothing.has(state);
        stopped.set(isStopped ? 1 : 0, { channel, provider });
        health.set(account.health, { channel, provider });
        gap.set(account.gapMs / 1_000, { channel, provider });
        const name = `${channel}/${provider}`;
        if (isStopped && !before.get(name))
          log.error({ channel, provider, trouble, code }, 'an account takes no messages');
        if (!isStopped && before.get(name)) log.info({ channel, provider }, 'an account takes messages again');
        before.set(name, isStopped);
      }
      return pauseMs;
    },
  });
}
