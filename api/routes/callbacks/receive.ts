import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { receiveCallback } from '../../../services/messaging/callbacks/receive.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { errorResponses } from '../../errors/error-schema.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { addressOfRequest } from '../../rate-limit/client-address.ts';
import type { RouteDeps } from '../../route-deps.ts';

const answerSchema = z.object({ status: z.enum(['kept', 'duplicate']) }).openapi('CallbackAnswer');

const params = z.object({
  provider: z.string().openapi({ param: { name: 'provider', in: 'path' }, example: 'resend' }),
});

/** Where providers report what became of messages. The answer says that the bytes are kept; what follows comes after. */
export function postCallback({
  database,
  callbackOf = () => undefined,
  integrations: { publicUrl },
  addressLimits,
  clientAddressOf,
  metrics,
  now,
}: RouteDeps) {
  const received = metrics.counter({
    name: 'provider_callbacks_received_total',
    help: 'Signed callbacks of providers: kept, or a duplicate of a kept one.',
    labels: ['provider', 'kind'],
  });
  const refused = metrics.counter({
    name: 'provider_callbacks_refused_total',
    help: 'Callbacks that were refused, by the code of the answer.',
    labels: ['code'],
  });
  const setAside = metrics.counter({
    name: 'provider_callbacks_set_aside_total',
    help: 'Parts of signed batches that were not understood, by provider: kept for a person to look at.',
    labels: ['provider'],
  });
  const route = createRoute({
    method: 'post',
    path: '/v1/callbacks/{provider}',
    operationId: 'receiveProviderCallback',
    tags: ['Messages'],
    summary: 'Take in a delivery report of a provider, or what a person answered',
    description:
      'The body is whatever the provider sends, signed with the secret that the installation shares with it. No store and no API key is involved.',
    security: [],
    request: { params },
    responses: {
      200: {
        description: 'Kept, now or before; Twilio, which hands on what a person wrote, is answered in its own language',
        content: {
          ...jsonAnswer('Kept', answerSchema, { status: 'kept' as const }).content,
          'text/xml': { schema: z.string(), example: '<Response/>' },
        },
      },
      ...errorResponses(
        'bad_request',
        'unauthenticated',
        'not_found',
        'payload_too_large',
        'unsupported_media_type',
        'invalid',
        'rate_limited',
        'internal',
        'unavailable',
      ),
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { provider } = c.req.valid('param');
      const { pathname, search } = new URL(c.req.url);
      const address = addressOfRequest(c, clientAddressOf);
      try {
        const request = {
          // Behind a proxy the address that the vendor called is not the one that arrives here.
          url: `${publicUrl}${pathname}${search}`,
          headers: c.req.header(),
          body: new Uint8Array(await c.req.arrayBuffer()),
          receivedAtMs: now(),
        };
        const kind = await receiveCallback(
          { database, callbackOf },
          {
            provider,
            request,
            onSetAside: (parts) => setAside.add({ provider }, parts),
            onUnsigned: () => addressLimits.spend('unsigned_callbacks', address, 1),
          },
        );
        received.add({ provider, kind });
        const reply = callbackOf(provider)?.reply?.(request);
        if (reply) return c.body(reply.body, 200, { 'content-type': reply.contentType });
        return c.json({ status: kind }, 200);
      } catch (error) {
        if (error instanceof ServiceError) refused.add({ code: error.code });
        throw error;
      }
    },
  });
}
