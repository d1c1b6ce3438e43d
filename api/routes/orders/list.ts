import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listOrders } from '../../../services/state/orders/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { filterText, timePage, uuidSchema } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { orderExample, orderSchema, orderStatusSchema } from './order-schemas.ts';

export function getOrders({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/orders',
    operationId: 'listOrders',
    tags: ['Orders'],
    summary: 'List orders',
    description: 'Every order that was heard of, also those that do not count, with what stands of each.',
    ...secured(guard, 'orders:read'),
    request: {
      query: z.object({
        ...timePage,
        status: orderStatusSchema.optional(),
        customerId: uuidSchema.optional(),
        cartId: uuidSchema.optional(),
        externalId: filterText.optional(),
      }),
    },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(orderSchema), { items: [orderExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next } = await listOrders(database, {
        storeId: storeOf(c.get('actor')),
        ...query,
        after: cursor ?? null,
      });
      return c.json({ items: items.map(asAnswer), nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}

/** Lists of the system of record are read-only; those of answers are not. */
export function asAnswer<T extends { readonly incomplete: readonly string[] }>(order: T) {
  return { ...order, incomplete: [...order.incomplete] };
}
