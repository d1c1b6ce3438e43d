import type { RouteDeps } from '../../route-deps.ts';
import { postEndpointDeliveryReplay, postEndpointSecret, postEndpointTest, postFailedReplay } from './commands.ts';
import { getEndpointDeliveries } from './deliveries.ts';
import {
  deleteWebhookEndpoint,
  getWebhookEndpoint,
  getWebhookEndpoints,
  patchWebhookEndpoint,
  postWebhookEndpoints,
} from './endpoints.ts';
import { getWebhookEventTypes } from './event-types.ts';

/** What a store's own systems are told of. */
export function webhookEndpointRoutes(deps: RouteDeps) {
  return [
    getWebhookEventTypes(deps),
    getWebhookEndpoints(deps),
    postWebhookEndpoints(deps),
    getWebhookEndpoint(deps),
    patchWebhookEndpoint(deps),
    deleteWebhookEndpoint(deps),
    postEndpointSecret(deps),
    postEndpointTest(deps),
    getEndpointDeliveries(deps),
    postEndpointDeliveryReplay(deps),
    postFailedReplay(deps),
  ] as const;
}
