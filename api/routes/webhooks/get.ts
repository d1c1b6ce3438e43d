import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { holds } from '../../../domain/actor.ts';
import { getDelivery } from '../../../services/ingest/webhooks/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { deliveryDetailExample, deliveryDetailSchema, shownDelivery } from './delivery-schemas.ts';

export function getDeliveryDetail({ guard, integrations }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/webhook-deliveries/{id}',
    operationId: 'getWebhookDelivery',
    tags: ['Integrations'],
    summary: 'Read a delivery with its bytes',
    description:
      'As they came with the permission `customers:unmask`. Without it a JSON body shows amounts, moments, codes and references, and the shape of everything else; another body is left empty.',
    ...secured(guard, 'webhooks:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('A delivery', deliveryDetailSchema, deliveryDetailExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const delivery = await getDelivery(integrations.database, {
        storeId: storeOf(c.get('actor')),
        deliveryId: c.req.valid('param').id,
        unmasked: holds(c.get('actor'), 'customers:unmask'),
      });
      return c.json(shownDelivery(delivery), 200);
    },
  });
}
