import { webhookDeliveries } from '../../db/postgres/schema/index.ts';
import { uuidV7 } from '../../services/shared/ids.ts';
import type { OpenedStore } from './opened-store.ts';
import { asks, changes, changesAfter, type OperationCases, open, reads } from './operation.ts';

/** What comes in: events, browsers, platforms and providers. */
export const intakeOperations: OperationCases = {
  postEvents: asks('events:write'),
  createLiveTicket: asks('carts:read'),
  postBrowserEvents: open('a publishable key and the page’s origin; believed less'),
  restoreCartInBrowser: open('a publishable key and a token of the link'),
  getSnippetScript: open('a script for every page'),
  getShopifyPixelScript: open('a script for every page'),

  listDeadLetterClusters: reads('dead-letters:read'),
  listDeadLetters: reads('dead-letters:read'),
  getDeadLetter: reads('dead-letters:read'),
  approveRepair: letterCommand('approve'),
  rejectDeadLetter: letterCommand('reject', { wholeCluster: false }),
  retryDeadLetter: letterCommand('retry'),
  listRepairRules: reads('dead-letters:read'),
  withdrawRepairRule: changesAfter('dead-letters:decide', 'repair_rule', async (store) => {
    const { json } = await store.post(`/v1/dead-letters/${await store.letter()}/approve`);
    return () => store.post(`/v1/repair-rules/${json.ruleId}/withdraw`);
  }),

  listPlatforms: reads('integrations:read'),
  listIntegrations: reads('integrations:read'),
  getIntegration: reads('integrations:read'),
  createIntegration: changes('integrations:write', 'integration', (store) =>
    store.post('/v1/integrations', { platform: 'woocommerce' }),
  ),
  updateIntegration: changesAfter('integrations:write', 'integration', async (store) => {
    const id = await newIntegration(store);
    return () => store.request('PATCH', `/v1/integrations/${id}`, { status: 'disabled' });
  }),
  rotateIntegrationSecret: changesAfter('integrations:write', 'integration', async (store) => {
    const id = await newIntegration(store);
    return () => store.post(`/v1/integrations/${id}/rotate-secret`, { secret: 'a-new-secret-of-the-platform' });
  }),
  deleteIntegration: changesAfter('integrations:write', 'integration', async (store) => {
    const id = await newIntegration(store);
    return () => store.request('DELETE', `/v1/integrations/${id}`);
  }),
  checkIntegrationApi: asks('integrations:write'),

  receiveWebhook: open('the signature of the platform'),
  listWebhookDeliveries: reads('webhooks:read'),
  getWebhookDelivery: reads('webhooks:read'),
  replayWebhookDelivery: changesAfter('webhooks:replay', 'webhook_delivery', async (store) => {
    const [id, integrationId, at] = [uuidV7(), await newIntegration(store), new Date()];
    const kept = {
      ...{ storeId: store.storeId, id, integrationId, topic: 'order.created' },
      ...{ headers: {}, body: Buffer.from('{}') },
    };
    await store.shop.write((tx) =>
      tx.insert(webhookDeliveries).values({ ...kept, status: 'failed', dueAt: at, receivedAt: at }),
    );
    return () => store.post(`/v1/webhook-deliveries/${id}/replay`);
  }),

  receiveProviderCallback: open('the signature of the provider'),
  receiveMail: open('the signature of whoever brings the mail'),
  receiveMailOfProvider: open('the signature of the provider'),
};

function letterCommand(command: string, body?: unknown) {
  return changesAfter('dead-letters:decide', 'dead_letter', async (store) => {
    const id = await store.letter();
    return () => store.post(`/v1/dead-letters/${id}/${command}`, body);
  });
}

async function newIntegration(store: OpenedStore): Promise<string> {
  return (await store.post('/v1/integrations', { platform: 'woocommerce' })).json.integration.id;
}
