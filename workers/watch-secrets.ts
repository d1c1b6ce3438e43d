import type { Logger } from '../runtime/logging.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { Secrets } from '../runtime/secrets/live-secrets.ts';
import { SecretSourceError } from '../runtime/secrets/secret-source.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

export interface WatchSecrets {
  readonly secrets: Secrets;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** How often they are read again, in milliseconds. */
  readonly rereadMs: number;
}

/** Reads the secrets again and again. While they cannot be had, the process goes on with what it holds and says so. */
export function watchSecrets({ secrets, log, metrics, rereadMs }: WatchSecrets): PollingLoop {
  const up = metrics.gauge({
    name: 'secrets_source_up',
    help: 'Whether the place that secrets come from could be read the last time, and all of them were good.',
  });
  const turned = metrics.counter({
    name: 'secrets_changed_total',
    help: 'Secrets that this process read anew because they had changed.',
  });
  up.set(1);
  secrets.onChange((names) => {
    turned.add({}, names.size);
    log.info({ secrets: [...names] }, 'secrets were read anew');
  });
  return startPollingLoop({
    name: 'secrets',
    log,
    async round() {
      const before = secrets.source();
      const { ok, error } = await secrets.reread();
      up.set(ok ? 1 : 0);
      if (!ok && error !== before.error)
        log.warn({ error }, 'secrets cannot be read again: this process goes on with those that it holds');
      if (ok && !before.ok) log.info({ awayMs: Date.now() - before.sinceMs }, 'secrets can be read again');
      return rereadMs;
    },
  });
}

/** Throws what is wrong with the place that secrets come from, for the readiness of the process. */
export async function checkSecrets(secrets: Pick<Secrets, 'source'>): Promise<void> {
  const { ok, error } = secrets.source();
  if (!ok) throw new SecretSourceError('unreachable', error ?? 'failed');
}
