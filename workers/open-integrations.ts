import { createClients } from '../platforms/clients/registry.ts';
import { platforms } from '../platforms/registry.ts';
import { createSealer } from '../runtime/sealer.ts';
import { createClientOf } from '../services/ingest/integrations/client-of.ts';
import type { ProcessDeps, ProcessedDeliveries } from '../services/ingest/webhooks/process-due.ts';
import type { Deps } from './deps.ts';

/** What working on the stores' integrations needs, made of what the process has. */
export function openIntegrations({
  config,
  secrets,
  database,
  eventLog,
  log,
}: Pick<Deps, 'config' | 'secrets' | 'database' | 'eventLog' | 'log'>): ProcessDeps {
  const sealer = createSealer(secrets.linkSecret);
  const allowLoopbackApis = config.platformApiLoopback;
  return {
    database,
    eventLog,
    log,
    platforms,
    sealer,
    allowLoopbackApis,
    clientOf: createClientOf({ sealer, clients: createClients({ allowLoopback: allowLoopbackApis }) }),
    now: Date.now,
  };
}

/** Counts deliveries by platform and by what became of them. */
export function countDeliveries({ metrics }: Pick<Deps, 'metrics'>): (processed: ProcessedDeliveries) => void {
  const counter = metrics.counter({
    name: 'webhook_deliveries_total',
    help: 'Webhook deliveries that were worked on, by platform and outcome.',
    labels: ['platform', 'outcome'],
  });
  return ({ settled }) => {
    for (const { platform, status } of settled) counter.add({ platform, outcome: status });
  };
}
