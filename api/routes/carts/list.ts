import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listCarts } from '../../../services/state/carts/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { filterText, flagSchema, timePage, uuidSchema } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { cartExample, cartSchema } from './cart-schemas.ts';

export function getCarts({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/carts',
    operationId: 'listCarts',
    tags: ['Carts'],
    summary: 'List carts',
    ...secured(guard, 'carts:read'),
    request: {
      query: z.object({
        ...timePage,
        status: z.enum(['open', 'purchased']).optional(),
        abandoned: flagSchema.optional(),
        quarantined: flagSchema.optional(),
        customerId: uuidSchema.optional(),
        externalId: filterText.optional(),
      }),
    },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(cartSchema), { items: [cartExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next } = await listCarts(database, {
        storeId: storeOf(c.get('actor')),
        ...query,
        after: cursor ?? null,
      });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}
