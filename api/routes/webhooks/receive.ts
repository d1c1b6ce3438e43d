import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import type { WebhookAddress } from '../../../services/ingest/webhooks/address.ts';
import { createWebhookInbox } from '../../../services/ingest/webhooks/inbox.ts';
import { receiveWebhook } from '../../../services/ingest/webhooks/receive.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { errorResponses } from '../../errors/error-schema.ts';
import type { LookUpCache } from '../../look-up-cache.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams, traceparentHeader } from '../../openapi/parameters.ts';
import { addressOfRequest } from '../../rate-limit/client-address.ts';
import { findForStranger } from '../../rate-limit/find-for-stranger.ts';
import type { RouteDeps } from '../../route-deps.ts';

const answerSchema = z.object({ status: z.enum(['kept', 'duplicate', 'ping']) }).openapi('WebhookAnswer');

/**
 * Where platforms send their webhooks. The answer says that the bytes are kept, not that they were understood: that
 * comes after, in a process of the pipeline that is woken when they are, so a platform never waits for it.
 */
export function postWebhook(
  { database, integrations, apiKeys, eventBudget, addressLimits, clientAddressOf, metrics, now }: RouteDeps,
  addresses: LookUpCache<WebhookAddress>,
) {
  const deps = {
    platforms: integrations.platforms,
    keep: createWebhookInbox(database),
  };
  const received = metrics.counter({
    name: 'webhooks_received_total',
    help: 'Verified webhooks by platform: kept, a duplicate of a kept one, or a ping.',
    labels: ['platform', 'kind'],
  });
  const route = createRoute({
    method: 'post',
    path: '/v1/webhooks/{id}',
    operationId: 'receiveWebhook',
    tags: ['Integrations'],
    summary: 'Take in a webhook of the platform of an integration',
    description:
      'The body is whatever the platform sends, signed over its exact bytes with the secret of the integration. Sources that sign nothing (Segment, Klaviyo, Braze) may send an API key with the scope `events:write` instead.',
    security: [],
    parameters: [traceparentHeader],
    request: { params: idParams },
    responses: {
      200: jsonAnswer('Kept, now or before', answerSchema, { status: 'kept' as const }),
      ...errorResponses(
        'bad_request',
        'unauthenticated',
        'not_found',
        'payload_too_large',
        'rate_limited',
        'internal',
        'unavailable',
      ),
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const receivedAt = now();
      const address = addressOfRequest(c, clientAddressOf);
      const stranger = {
        addresses: {
          peek: addresses.peek,
          find: (id: string) => findForStranger(addresses, id, { addressLimits, door: 'unknown_webhooks', address }),
        },
        findKey: async (keyHash: string) =>
          apiKeys.peek(keyHash) ?? findForStranger(apiKeys, keyHash, { addressLimits, door: 'unknown_keys', address }),
      };
      const { platform, kind } = await receiveWebhook(
        { ...deps, ...stranger },
        {
          integrationId: c.req.valid('param').id,
          request: { headers: c.req.header(), body: new Uint8Array(await c.req.arrayBuffer()), receivedAt },
          admit: async (storeId) => {
            await eventBudget.take(storeId, 1);
          },
        },
      );
      received.add({ platform, kind });
      return c.json({ status: kind }, 200);
    },
  });
}
