import { createDeliveryRounds } from '../services/ingest/webhooks/delivery-rounds.ts';
import { forgetOldDeliveries } from '../services/ingest/webhooks/forget-old.ts';
import { forgetDeliveriesOverCap } from '../services/ingest/webhooks/forget-over-cap.ts';
import type { Deps, Role } from './deps.ts';
import { countDeliveries, openIntegrations } from './open-integrations.ts';
import { openRefusedItems } from './open-refused-items.ts';
import { startPollingLoop } from './polling-loop.ts';

/** How long a delivery waits at most that the process which took it in did not get to. */
const pauseMs = 1_000;
const forgottenPerRoundMax = 1_000;
const forgetPauseMs = 60_000;
/** Adding up what all stores keep reads the whole table. */
const addUpPauseMs = 600_000;

/** Works on webhook deliveries that nobody got to, and forgets old ones. Any number of processes may do so. */
export function startWebhookLoop(deps: Deps): Pick<Role, 'stop'> {
  const refusedItems = openRefusedItems(deps);
  const rounds = createDeliveryRounds(
    { ...openIntegrations(deps), refusedItems },
    {
      onProcessed: countDeliveries(deps),
      onFailure: (error) =>
        deps.log.error({ err: error }, 'what became of webhook deliveries could not be recorded: they come again'),
    },
  );
  const due = startPollingLoop({
    name: 'webhooks',
    log: deps.log,
    async round() {
      return (await rounds.next()).more ? 0 : pauseMs;
    },
  });
  const forget = startPollingLoop({
    name: 'old webhooks',
    log: deps.log,
    async round() {
      const forgotten = await forgetOldDeliveries(deps.database, { now: Date.now(), limit: forgottenPerRoundMax });
      return forgotten === forgottenPerRoundMax ? 0 : forgetPauseMs;
    },
  });
  const overCap = startPollingLoop({
    name: 'webhooks over the cap of their store',
    log: deps.log,
    async round() {
      const forgotten = await forgetDeliveriesOverCap(deps.database, { limit: forgottenPerRoundMax });
      return forgotten >= forgottenPerRoundMax ? 0 : addUpPauseMs;
    },
  });
  return {
    async stop() {
      rounds.stopAsking();
      await Promise.all([due.stop(), forget.stop(), overCap.stop()]);
      await rounds.finished();
      await refusedItems.stop();
    },
  };
}
