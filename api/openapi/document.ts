import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { outgoingEventTypes, outgoingVersion } from '../../domain/outgoing/event-types.ts';
import { eventSchema } from '../../events/event.ts';
import { outgoingEvents } from '../../services/outgoing/event-catalogue.ts';
import type { ApiEnv } from '../api-deps.ts';
import { liveFrameSchema } from '../live/server-frame.ts';

const description = `Sends storefront events in, reads carts, recoveries and messages, and steers campaigns.

Every request carries an API key: \`Authorization: Bearer crk_…\`. Every answer that is no success has the same shape,
\`{ "error": { "code", "message", "path"?, "requestId" } }\`. Amounts are integers of minor units with an ISO 4217 code,
times are ISO 8601 in UTC.

**Sending again.** Every operation that changes something takes the header \`Idempotency-Key\`. For 24 hours the same key with
the same request is answered with the first answer and \`Idempotent-Replayed: true\`, also when that was an error of ours;
with another request it is refused with 422 \`idempotency_key_reused\`; while the first is being worked on, with 409
\`idempotency_key_in_use\` and \`Retry-After\`. Nothing is remembered of a request that was refused before it ran, or for
which a server was away. \`POST /v1/events\` needs no such key: the id of each event does the same.`;

/** The OpenAPI 3.1 document of the app's own routes. */
export function openApiDocument(app: OpenAPIHono<ApiEnv>) {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Cart recovery API', version: '1.0.0', description },
    servers: [{ url: '/' }],
  });
}

/** Schemas that no route's validator refers to, and the ways to authenticate. */
export function registerComponents(app: OpenAPIHono<ApiEnv>, { batchEventsMax }: { batchEventsMax: number }): void {
  const registry = app.openAPIRegistry;
  registry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: "A store's API key with the scope that the operation names.",
  });
  registry.registerComponent('securitySchemes', 'operatorKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'The key of the operator of this installation.',
  });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'crk_access',
    description:
      'The session of a person who signed in, and `X-Store-Id` for the store to act in. Requests that change something need the dashboard’s own `Origin`.',
  });
  const event = eventSchema.openapi('Event');
  registerWebhooks(app);
  registry.register('LiveFrame', liveFrameSchema);
  registry.register('EventRequest', z.union([event, z.object({ events: z.array(event).min(1).max(batchEventsMax) })]));
}

/** What endpoints of stores are told: requests that this API makes, and that theirs answer. */
function registerWebhooks({ openAPIRegistry: registry }: OpenAPIHono<ApiEnv>): void {
  const headers = z.object({
    'webhook-id': z.string().openapi({ description: 'The same over all attempts.' }),
    'webhook-timestamp': z.string().openapi({ description: 'Seconds since 1970.' }),
    'webhook-signature': z
      .string()
      .openapi({ description: '`v1,…` of Standard Webhooks; several while secrets rotate.' }),
  });
  for (const type of outgoingEventTypes) {
    const { when, data, example } = outgoingEvents[type];
    const schema = z.object({
      type: z.literal(type),
      version: z.literal(outgoingVersion),
      timestamp: z.string().openapi({ format: 'date-time' }),
      storeId: z.string(),
      test: z.boolean().openapi({ description: 'An example that a person sent.' }),
      data,
    });
    const body = {
      type,
      version: outgoingVersion,
      timestamp: '2026-11-24T09:12:04.512Z',
      storeId: exampleStoreId,
      test: false,
    };
    registry.registerWebhook({
      method: 'post',
      path: type,
      operationId: `webhook.${type}`,
      tags: ['Webhook endpoints'],
      summary: when,
      request: {
        headers,
        body: { required: true, content: { 'application/json': { schema, example: { ...body, data: example } } } },
      },
      responses: { '2XX': { description: 'Taken; every other answer is tried again for days' } },
    });
  }
}

const exampleStoreId = '0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11';
