import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getCart } from '../../../services/state/carts/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { cartDetailExample, cartDetailSchema } from './cart-detail-schemas.ts';
import { linked } from './linked.ts';

export function getCartDetail({ guard, database, temporalLink }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/carts/{id}',
    operationId: 'getCart',
    tags: ['Carts'],
    summary: 'Read a cart with its timeline',
    ...secured(guard, 'carts:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('A cart with its timeline', cartDetailSchema, cartDetailExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) =>
      c.json(
        linked(
          await getCart(database, { storeId: storeOf(c.get('actor')), cartId: c.req.valid('param').id }),
          temporalLink,
        ),
        200,
      ),
  });
}
