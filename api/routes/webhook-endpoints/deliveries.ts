import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { outgoingStates } from '../../../domain/outgoing/delivery-attempt.ts';
import { listEndpointDeliveries } from '../../../services/outgoing/deliveries/list.ts';
import { eventTypeSchema } from '../../../services/outgoing/event-catalogue.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { idParams, timePage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { endpointDeliveryExample, endpointDeliverySchema } from './endpoint-schemas.ts';

export function getEndpointDeliveries({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/webhook-endpoints/{id}/deliveries',
    operationId: 'listEndpointDeliveries',
    tags: ['Webhook endpoints'],
    summary: 'List what an endpoint was told and what became of it',
    description: 'Kept for 30 days.',
    ...secured(guard, 'webhook-endpoints:read'),
    request: {
      params: idParams,
      query: z.object({ ...timePage, state: z.enum(outgoingStates).optional(), type: eventTypeSchema.optional() }),
    },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(endpointDeliverySchema), {
        ...{ items: [endpointDeliveryExample], nextCursor: null },
      }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next } = await listEndpointDeliveries(database, {
        storeId: storeOf(c.get('actor')),
        endpointId: c.req.valid('param').id,
        ...query,
        after: cursor ?? null,
      });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}
