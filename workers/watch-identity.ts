import { secondMs } from '../domain/duration.ts';
import type { Identity } from '../runtime/identity/identity.ts';
import type { Logger } from '../runtime/logging.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

export interface WatchIdentity {
  readonly identity: Identity;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** How often the files are read again, in milliseconds. */
  readonly rereadMs: number;
  readonly now?: () => number;
}

/** Who renews certificates does so at half or two thirds of their life: what is left then says that nobody does. */
const shareLeftMin = 1 / 4;

/** Reads the files of the certificate again and again. While they are no good, the process goes on with what it holds and says so. */
export function watchIdentity({
  identity,
  log,
  metrics,
  rereadMs,
  now = Date.now,
}: WatchIdentity): Pick<PollingLoop, 'stop'> {
  const first = identity.state();
  if (first === null) return { stop: async () => {} };
  log.info({ spiffeId: first.spiffeId, endsAt: new Date(first.endsMs) }, 'connections are made with a certificate');
  const leftSeconds = (): number => Math.round(((identity.state()?.endsMs ?? 0) - now()) / secondMs);
  metrics.gauge(
    {
      name: 'identity_certificate_expires_seconds',
      help: 'Seconds until the certificate of this process ends; less than 0: it has ended.',
    },
    leftSeconds,
  );
  const good = metrics.gauge({
    name: 'identity_files_good',
    help: 'Whether the files of the certificate were good the last time that they were read.',
  });
  const renewed = metrics.counter({
    name: 'identity_changed_total',
    help: 'Certificates that this process took in while it ran.',
  });
  good.set(1);
  identity.onChange(() => {
    renewed.add();
    const { spiffeId, endsMs } = identity.state() ?? first;
    log.info({ spiffeId, endsAt: new Date(endsMs) }, 'a newer certificate is used, and connections are made anew');
  });
  return startPollingLoop({
    name: 'identity',
    log,
    async round() {
      const before = identity.state()?.error ?? null;
      const error = identity.reread()?.error ?? null;
      good.set(error === null ? 1 : 0);
      if (error !== null && error !== before)
        log.warn({ error }, 'the certificate cannot be read again: this process goes on with the one that it holds');
      if (error === null && before !== null) log.info('the certificate can be read again');
      return rereadMs;
    },
  });
}

/** The certificate is not as it has to be; `code` says why. */
export class IdentityStateError extends Error {
  override readonly name = 'IdentityStateError';
  readonly code: 'CERTIFICATE_ENDED' | 'CERTIFICATE_ENDS_SOON' | 'CERTIFICATE_FILES_BROKEN';

  constructor(code: IdentityStateError['code']) {
    super(code);
    this.code = code;
  }
}

/** Throws what is wrong with the certificate, for the readiness of the process: it goes on, and somebody has to look. */
export async function checkIdentity(identity: Pick<Identity, 'state'>, now: () => number = Date.now): Promise<void> {
  const state = identity.state();
  if (state === null) return;
  const { fromMs, endsMs, error } = state;
  if (now() >= endsMs) throw new IdentityStateError('CERTIFICATE_ENDED');
  if (error !== null) throw new IdentityStateError('CERTIFICATE_FILES_BROKEN');
  if (endsMs - now() < (endsMs - fromMs) * shareLeftMin) throw new IdentityStateError('CERTIFICATE_ENDS_SOON');
}
