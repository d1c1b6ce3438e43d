import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { holdoutArms } from '../../../domain/experiments/holdout.ts';
import { listExperimentOrders, orderFigures } from '../../../services/analytics/experiments/list-orders.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema, pageSchema } from '../../openapi/json-content.ts';
import { currencyFilter, idParams, timePage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const orderSchema = z
  .object({
    id: z.string(),
    customerId: z.string(),
    cartId: z.string().nullable(),
    arm: z.enum(holdoutArms),
    placedAt: momentSchema,
    currency: z.string(),
    netMinor: z.int().openapi({ description: 'Minor units, net of refunds.' }),
    refundedMinor: z.int(),
    messageId: z
      .string()
      .nullable()
      .openapi({ description: 'That is credited by the figure; null for those of an arm.' }),
    channel: z.enum(channels).nullable(),
  })
  .openapi('ExperimentOrder');

export function getExperimentOrders({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/experiments/{id}/orders',
    operationId: 'listExperimentOrders',
    tags: ['Experiments'],
    summary: 'List the orders behind a number of an experiment',
    description: 'As many as the number of the same figure, currency and channel.',
    ...secured(guard, 'stats:read'),
    request: {
      params: idParams,
      query: z.object({
        ...timePage,
        figure: z.enum(orderFigures).default('treated').openapi({
          description:
            '`treated` and `holdout`: of an arm; `link` and `last_touch`: of the treated, credited to a message.',
        }),
        currency: currencyFilter.optional(),
        channel: z.enum(channels).optional(),
      }),
    },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(orderSchema), {
        items: [
          {
            ...{ id: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b99', customerId: '0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55' },
            ...{ cartId: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21', arm: 'treated', placedAt: '2026-11-22T11:45:00.000Z' },
            ...{ currency: 'EUR', netMinor: 7_490, refundedMinor: 0 },
            ...{ messageId: '0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77', channel: 'email' },
          },
        ],
        nextCursor: null,
      }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { limit, cursor, ...filters } = c.req.valid('query');
      const { items, next } = await listExperimentOrders(database, {
        ...{ storeId: storeOf(c.get('actor')), campaignId: c.req.valid('param').id, nowMs: now() },
        ...{ limit, after: cursor ?? null },
        ...filters,
      });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}
