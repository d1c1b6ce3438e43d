import { createDeliveryActivities } from '../activities/delivery.ts';
import { createProviders } from '../channels/registry.ts';
import { createBuiltInTemplates } from '../channels/render/built-in-templates.ts';
import { createRenderer } from '../channels/render/renderer.ts';
import { publicUrl } from '../runtime/config.ts';
import { catchUp } from '../services/ingest/events/catch-up.ts';
import { knownAsOf, type Wait } from '../services/messaging/messages/known-as-of.ts';
import { createOutboxStore } from '../services/messaging/outbox-messages/put.ts';
import { taskQueues } from '../workflows/contract.ts';
import type { Deps, Role } from './deps.ts';
import { callbackUrl } from './open-callbacks.ts';
import { startOptInLoop } from './opt-in-loop.ts';
import { startTemporalWorker } from './temporal-worker.ts';

/** Messages under way at once per channel: each holds a vendor's connection and, shortly, one to the database. */
const sendsMax = { email: 20, sms: 10, push: 20 };

/** Sends the messages: one worker per channel, so that a slow vendor holds up no other. */
export async function startDelivery(deps: Deps): Promise<Role> {
  const { config, database, log, metrics, secrets } = deps;
  const outcomes = metrics.counter({
    name: 'messages_total',
    help: 'Messages by channel and outcome: sent, or the reason why not.',
    labels: ['channel', 'outcome'],
  });
  const renderer = createRenderer({ templates: createBuiltInTemplates() });
  const wait: Wait = (storeId, signal) => catchUp({ ...deps, now: Date.now }, storeId, signal);
  const providers = createProviders(
    { ...config, twilioStatusCallbackUrl: callbackUrl(config, 'twilio') },
    { outbox: createOutboxStore(database) },
  );
  const activities = createDeliveryActivities({
    log,
    database,
    providers,
    renderer,
    links: { secret: secrets.linkSecret, publicUrl: publicUrl(config) },
    defaultFrom: config.emailFrom,
    knownAsOf: (storeId, signal) => knownAsOf({ wait, now: Date.now }, storeId, signal),
    now: Date.now,
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
  const optIns = startOptInLoop(deps, providers.email);
  return {
    name: 'delivery',
    async stop() {
      await Promise.all([optIns.stop(), ...workers.map((worker) => worker.stop())]);
      await renderer.close();
    },
  };
}
