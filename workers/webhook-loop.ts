import { createDeliveryRounds } from '../services/ingest/webhooks/delivery-rounds.ts';
import type { ProcessDeps, ProcessedDeliveries } from '../services/ingest/webhooks/process-due.ts';
import { purgeOldDeliveries } from '../services/ingest/webhooks/purge-old.ts';
import { purgeDeliveriesOverCap } from '../services/ingest/webhooks/purge-over-cap.ts';
import type { Deps, Role } from './deps.ts';
import { countDeliveries, openIntegrations } from './open-integrations.ts';
import { openRefusedItems } from './open-refused-items.ts';
import { startPollingLoop } from './polling-loop.ts';
import { startWokenLoop } from './woken-loop.ts';

/** How long a delivery waits at most that no process was woken for. */
const lookEveryMs = 1_000;
/** Deliveries of a busy shop are worked on together: a round costs the same for one and for many. */
const gatherMs = 20;
const forgottenPerRoundMax = 1_000;
const purgePauseMs = 60_000;
/** Adding up what all stores keep reads the whole table. */
const addUpPauseMs = 600_000;

/**
 * Works on webhook deliveries as soon as they are kept, by whichever process, and forgets old ones. Any number of
 * processes may do so.
 */
export function startWebhookLoop(deps: Deps): Pick<Role, 'stop'> {
  const refusedItems = openRefusedItems(deps);
  const due = workOnDeliveries({ ...openIntegrations(deps), refusedItems }, { onProcessed: countDeliveries(deps) });
  const forget = startPollingLoop({
    name: 'old webhooks',
    log: deps.log,
    async round() {
      const forgotten = await purgeOldDeliveries(deps.database, { now: Date.now(), limit: forgottenPerRoundMax });
      return forgotten === forgottenPerRoundMax ? 0 : purgePauseMs;
    },
  });
  const overCap = startPollingLoop({
    name: 'webhooks over the cap of their store',
    log: deps.log,
    async round() {
      const forgotten = await purgeDeliveriesOverCap(deps.database, { limit: forgottenPerRoundMax });
      return forgotten >= forgottenPerRoundMax ? 0 : addUpPauseMs;
    },
  });
  return {
    async stop() {
      await Promise.all([due.stop(), forget.stop(), overCap.stop()]);
      await refusedItems.stop();
    },
  };
}

/** Looks for deliveries that are due whenever one was kept, and from time to time. */
export function workOnDeliveries(
  deps: ProcessDeps,
  {
    onProcessed = () => undefined,
    pauseMs = lookEveryMs,
  }: { readonly onProcessed?: (processed: ProcessedDeliveries) => void; readonly pauseMs?: number } = {},
): Pick<Role, 'stop'> {
  const { database, log } = deps;
  const rounds = createDeliveryRounds(deps, {
    onProcessed,
    onFailure: (error) =>
      log.error({ err: error }, 'what became of webhook deliveries could not be recorded: they come again'),
  });
  const loop = startWokenLoop({
    name: 'webhooks',
    log,
    database,
    wakeUp: 'webhooks',
    gatherMs,
    async round() {
      return (await rounds.next()).more ? 0 : pauseMs;
    },
  });
  return {
    async stop() {
      rounds.stopAsking();
      await loop.stop();
      await rounds.finished();
    },
  };
}
