import { minuteMs, secondMs } from '../domain/duration.ts';
import { createSealer } from '../runtime/sealer.ts';
import { createOpenMinter } from '../services/ingest/integrations/open-minter.ts';
import { lookAfterCodes, lookAfterLimits } from '../services/messaging/offers/look-after.ts';
import type { OpenMinter } from '../services/messaging/offers/offer.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

const pauseMs = 30 * secondMs;
/** Longer than a round that asks a slow shop about each of its codes would be a lease that nobody keeps. */
const roundMsMax = 4 * minuteMs;

export function openMinters({ config, database, secrets }: Pick<Deps, 'config' | 'database' | 'secrets'>): OpenMinter {
  const sealer = createSealer(secrets.keys);
  return createOpenMinter({ database, sealer, allowLoopback: config.platformApiLoopback, now: Date.now });
}

/** Takes back codes that nobody needs and notes what was used. Any number of processes may do so. */
export function startCodeLoop(deps: Deps, openMinter: OpenMinter): Pick<Role, 'stop'> {
  const { database, log, metrics } = deps;
  const ends = metrics.counter({
    name: 'offer_codes_ended_total',
    help: 'Discount codes by how they ended: redeemed, revoked, expired, or free again.',
    labels: ['state'],
  });
  const stopping = new AbortController();
  const loop = startPollingLoop({
    ...{ name: 'offer codes', log },
    async round() {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(roundMsMax)]);
      const { looked, ended } = await lookAfterCodes({ database, openMinter, now: Date.now }, signal);
      for (const [state, n] of Object.entries(ended)) ends.add({ state }, n);
      return looked === lookAfterLimits.codesMax ? 0 : pauseMs;
    },
  });
  return {
    async stop() {
      stopping.abort();
      await loop.stop();
    },
  };
}
