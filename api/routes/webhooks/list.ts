import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { deliveryStatuses } from '../../../services/ingest/integrations/get.ts';
import { listDeliveries } from '../../../services/ingest/webhooks/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { idParams, timePage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { deliveryExample, deliverySchema } from './delivery-schemas.ts';

export function getDeliveries({ guard, integrations }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/integrations/{id}/deliveries',
    operationId: 'listWebhookDeliveries',
    tags: ['Integrations'],
    summary: 'List what the platform delivered and what became of it',
    ...secured(guard, 'webhooks:read'),
    request: { params: idParams, query: z.object({ ...timePage, status: z.enum(deliveryStatuses).optional() }) },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(deliverySchema), { items: [deliveryExample], nextCursor: null }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next } = await listDeliveries(integrations.database, {
        storeId: storeOf(c.get('actor')),
        integrationId: c.req.valid('param').id,
        ...query,
        after: cursor ?? null,
      });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}
