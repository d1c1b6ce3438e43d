import { createClients } from '../platforms/clients/registry.ts';
import { platforms } from '../platforms/registry.ts';
import { createSealer } from '../runtime/sealer.ts';
import { createClientOf } from '../services/ingest/integrations/client-of.ts';
import type { IntegrationDeps } from '../services/ingest/integrations/integration-deps.ts';
import type { ProcessDeps, ProcessedDeliveries } from '../services/ingest/webhooks/process-due.ts';
import type { Deps } from './deps.ts';

/** What changing the stores' integrations and taking in their webhooks needs, made of what the process has. */
export function openIntegrationDeps({
  config,
  secrets,
  database,
}: Pick<Deps, 'config' | 'secrets' | 'database'>): IntegrationDeps {
  return {
    database,
    platforms,
    sealer: createSealer(secrets.keys),
    keys: secrets.keys,
    allowLoopbackApis: config.platformApiLoopback,
    now: Date.now,
  };
}

/** The same, and what working on webhooks and asking the platforms needs. */
export function openIntegrations({
  eventLog,
  flags,
  log,
  ...deps
}: Pick<Deps, 'config' | 'secrets' | 'database' | 'eventLog' | 'flags' | 'log'>): ProcessDeps {
  const integrationDeps = openIntegrationDeps(deps);
  const { sealer, allowLoopbackApis } = integrationDeps;
  const clients = createClients({ allowLoopback: allowLoopbackApis });
  const { database } = deps;
  return { ...integrationDeps, database, eventLog, flags, log, clientOf: createClientOf({ sealer, clients }) };
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
