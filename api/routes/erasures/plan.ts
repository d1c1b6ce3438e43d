import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { planErasure } from '../../../services/accounts/erasures/plan.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { erasurePlanExample, erasurePlanSchema } from './erasure-schemas.ts';

export function getErasurePlan({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/customers/{id}/erasure-plan',
    operationId: 'planErasure',
    tags: ['Customers'],
    summary: 'Read what an erasure of a person would delete, empty and keep; nothing is done',
    ...secured(guard, 'customers:erase'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('Rows by table', erasurePlanSchema, erasurePlanExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const asked = { storeId: storeOf(actor), customerId: c.req.valid('param').id };
      return c.json(await planErasure(database, { actor, ...asked }), 200);
    },
  });
}
