import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { outgoingEventTypes, outgoingVersion } from '../../../domain/outgoing/event-types.ts';
import { eventTypeSchema, outgoingEvents } from '../../../services/outgoing/event-catalogue.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const jsonObject = z.record(z.string(), z.unknown());
const items = outgoingEventTypes.map((type) => ({
  type,
  version: outgoingVersion,
  when: outgoingEvents[type].when,
  schema: z.toJSONSchema(outgoingEvents[type].data) as Record<string, unknown>,
  example: { ...outgoingEvents[type].example },
}));

export function getWebhookEventTypes({ guard }: RouteDeps) {
  const schema = z.object({
    items: z
      .array(
        z.object({
          type: eventTypeSchema,
          version: z.int().openapi({ description: 'Raised when a field goes or changes its meaning.' }),
          when: z.string(),
          schema: jsonObject.openapi({ description: 'JSON Schema of `data`.' }),
          example: jsonObject.openapi({ description: 'An example of `data`.' }),
        }),
      )
      .readonly(),
  });
  const route = createRoute({
    method: 'get',
    path: '/v1/webhook-event-types',
    operationId: 'listWebhookEventTypes',
    tags: ['Webhook endpoints'],
    summary: 'List what an endpoint can be told of',
    ...secured(guard, 'webhook-endpoints:read'),
    responses: { 200: jsonAnswer('Every type', schema, { items: items.slice(-1) }), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({ route, handler: async (c) => c.json({ items }, 200) });
}
