import { createDeliveryActivities } from '../activities/delivery.ts';
import { createProviders, providerNames } from '../channels/providers.ts';
import { createBuiltInTemplates } from '../channels/render/built-in-templates.ts';
import { createRenderer } from '../channels/render/renderer.ts';
import { publicUrl } from '../runtime/config.ts';
import { catchUp } from '../services/ingest/events/catch-up.ts';
import { consistentAsOf, type Wait } from '../services/messaging/messages/consistent-as-of.ts';
import type { FallBackDeps } from '../services/messaging/messages/send-falling-back.ts';
import { createSandboxStore } from '../services/messaging/sandbox-inbox/put.ts';
import { createSendPlaces, placesPerAccount } from '../services/messaging/senders/places.ts';
import { createStoreTemplates } from '../services/recovery/templates/store-templates.ts';
import { readLostWindows } from '../services/state/backups/read-backups.ts';
import { taskQueues } from '../workflows/contract.ts';
import { catalogs } from './catalogs.ts';
import { openMinters, startCodeLoop } from './code-loop.ts';
import type { Deps, Role } from './deps.ts';
import { startDomainLoop } from './domain-loop.ts';
import { startFallBackLoop } from './fall-back-loop.ts';
import { startOptInLoop } from './opt-in-loop.ts';
import { startOutgoingLoop } from './outgoing-loop.ts';
import { startReplyLoop } from './reply-loop.ts';
import { startReports } from './reports.ts';
import { startSilentLoop } from './silent-loop.ts';
import { startTemporalWorker } from './temporal-worker.ts';
import { watchBackups } from './watch-backups.ts';
import { watchSenders } from './watch-senders.ts';

/** Messages under way at once per channel: each holds a vendor's connection and, shortly, one to the database. */
const sendsMax = { email: 20, sms: 10, push: 20 };

/** Sends the messages: one worker per channel, so that a slow vendor holds up no other. */
export async function startDelivery(deps: Deps): Promise<Role> {
  const { config, database, flags, brands, log, metrics, secrets } = deps;
  const outcomes = metrics.counter({
    name: 'messages_total',
    help: 'Messages by channel and outcome: sent, or the reason why not.',
    labels: ['channel', 'outcome'],
  });
  const renderer = createRenderer({ templates: createStoreTemplates(database, createBuiltInTemplates()) });
  const wait: Wait = (storeId, signal) => catchUp({ ...deps, now: Date.now }, storeId, signal);
  const providers = createProviders(config.providers, {
    outbox: createSandboxStore(database),
    publicUrl: publicUrl(config),
  });
  log.info({ defaults: config.providers.defaults, configured: providerNames(config.providers) }, 'providers');
  const openMinter = openMinters(deps);
  const accounts = providerNames(config.providers);
  const askCatalog = catalogs(deps);
  const sending: FallBackDeps = {
    database,
    flags,
    providers,
    renderer,
    openMinter,
    places: createSendPlaces({
      placesOf: (channel) => placesPerAccount(sendsMax[channel], accounts[channel].length),
      now: Date.now,
    }),
    askCatalog,
    lost: await readLostWindows(database),
    links: { secret: secrets.keys, publicUrl: publicUrl(config), brands, inboundDomain: config.inboundEmailDomain },
    defaultFrom: config.emailFrom,
    consistentAsOf: (storeId, signal) => consistentAsOf({ wait, now: Date.now }, storeId, signal),
    now: Date.now,
  };
  const activities = createDeliveryActivities({
    ...sending,
    log,
    onOutcome: (channel, outcome) =>
      outcomes.add({ channel, outcome: outcome.kind === 'sent' ? 'sent' : outcome.reason }),
  });
  const queues = taskQueues.delivery;
  const workers = await Promise.all([
    startTemporalWorker(deps, {
      taskQueue: queues.email,
      activities: activities.email,
      maxConcurrentActivityTaskExecutions: sendsMax.email,
    }),
    startTemporalWorker(deps, {
      taskQueue: queues.sms,
      activities: activities.sms,
      maxConcurrentActivityTaskExecutions: sendsMax.sms,
    }),
    startTemporalWorker(deps, {
      taskQueue: queues.push,
      activities: activities.push,
      maxConcurrentActivityTaskExecutions: sendsMax.push,
    }),
  ]);
  const optIns = startOptInLoop(deps, providers);
  const replies = startReplyLoop(deps, providers);
  const reports = await startReports(deps, providers);
  const outgoing = startOutgoingLoop(deps);
  const silent = startSilentLoop(deps, providers);
  const fallBacks = startFallBackLoop(deps, sending);
  const senders = watchSenders(deps);
  const backups = watchBackups(deps);
  const codes = startCodeLoop(deps, openMinter);
  const domains = startDomainLoop(deps);
  return {
    name: 'delivery',
    async stop() {
      await Promise.all([
        optIns.stop(),
        reports.stop(),
        outgoing.stop(),
        silent.stop(),
        fallBacks.stop(),
        senders.stop(),
        backups.stop(),
        codes.stop(),
        domains.stop(),
        replies.stop(),
        ...workers.map((worker) => worker.stop()),
      ]);
      await renderer.close();
    },
  };
}
