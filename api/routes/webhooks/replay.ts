import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { replayDelivery } from '../../../services/ingest/webhooks/replay.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const replayedSchema = z.object({ id: z.string(), status: z.literal('received') }).openapi('ReplayedDelivery');

export function postDeliveryReplay({ guard, integrations }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/webhook-deliveries/{id}/replay',
    operationId: 'replayWebhookDelivery',
    tags: ['Integrations'],
    summary: 'Work on a delivery once more',
    description:
      'With the settings of today. Events that were taken in before count as duplicates, so this is always safe. Read the delivery to see its outcome.',
    ...secured(guard, 'webhooks:replay'),
    request: { params: idParams },
    responses: {
      202: jsonAnswer('It will be worked on at once', replayedSchema, {
        id: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
        status: 'received' as const,
      }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { id } = c.req.valid('param');
      const actor = c.get('actor');
      await replayDelivery(integrations, { actor, storeId: storeOf(actor), deliveryId: id });
      return c.json({ id, status: 'received' as const }, 202);
    },
  });
}
