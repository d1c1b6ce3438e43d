import type { OpenedStore } from './opened-store.ts';
import { changes, changesAfter, type OperationCases, reads } from './operation.ts';

/** What a store's own systems are told. */
export const outgoingOperations: OperationCases = {
  listWebhookEventTypes: reads('webhook-endpoints:read'),
  listWebhookEndpoints: reads('webhook-endpoints:read'),
  getWebhookEndpoint: reads('webhook-endpoints:read'),
  createWebhookEndpoint: changes('webhook-endpoints:write', 'webhook_endpoint', (store) =>
    store.post('/v1/webhook-endpoints', endpoint),
  ),
  updateWebhookEndpoint: changesAfter('webhook-endpoints:write', 'webhook_endpoint', async (store) => {
    const id = await newEndpoint(store);
    return () => store.request('PATCH', `/v1/webhook-endpoints/${id}`, { status: 'off' });
  }),
  deleteWebhookEndpoint: changesAfter('webhook-endpoints:write', 'webhook_endpoint', async (store) => {
    const id = await newEndpoint(store);
    return () => store.request('DELETE', `/v1/webhook-endpoints/${id}`);
  }),
  rotateWebhookEndpointSecret: changesAfter('webhook-endpoints:write', 'webhook_endpoint', async (store) => {
    const id = await newEndpoint(store);
    return () => store.post(`/v1/webhook-endpoints/${id}/secret`);
  }),
  testWebhookEndpoint: changesAfter('webhook-endpoints:write', 'webhook_endpoint', async (store) => {
    const id = await newEndpoint(store);
    return () => store.post(`/v1/webhook-endpoints/${id}/test`, { type: 'order.recovered' });
  }),

  listEndpointDeliveries: reads('webhook-endpoints:read'),
  replayEndpointDelivery: changesAfter('webhook-endpoints:write', 'webhook_endpoint', async (store) => {
    const id = await newEndpoint(store);
    const { json } = await store.post(`/v1/webhook-endpoints/${id}/test`, { type: 'order.recovered' });
    return () => store.post(`/v1/endpoint-deliveries/${json.id}/replay`);
  }),
  replayFailedDeliveries: changesAfter('webhook-endpoints:write', 'webhook_endpoint', async (store) => {
    const id = await newEndpoint(store);
    return () => store.post(`/v1/webhook-endpoints/${id}/replay`, { since: '2026-11-23T00:00:00Z' });
  }),
};

const endpoint = { url: 'https://erp.example/hooks', eventTypes: ['order.recovered'] };

async function newEndpoint(store: OpenedStore): Promise<string> {
  return (await store.post('/v1/webhook-endpoints', endpoint)).json.endpoint.id;
}
