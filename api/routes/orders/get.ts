import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getOrder } from '../../../services/state/orders/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { asAnswer } from './list.ts';
import { orderDetailExample, orderDetailSchema } from './order-schemas.ts';

export function getOrderDetail({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/orders/{id}',
    operationId: 'getOrder',
    tags: ['Orders'],
    summary: 'Read an order',
    ...secured(guard, 'orders:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('An order with its lines', orderDetailSchema, orderDetailExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const order = await getOrder(database, { storeId: storeOf(c.get('actor')), orderId: c.req.valid('param').id });
      return c.json({ ...asAnswer(order), lines: order.lines === null ? null : [...order.lines] }, 200);
    },
  });
}
