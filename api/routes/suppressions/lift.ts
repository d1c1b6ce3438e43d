import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { liftSuppression } from '../../../services/state/suppressions/lift.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { liftedExample, liftedSchema } from './suppression-schemas.ts';

export function postSuppressionLift({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/suppressions/{id}/lift',
    operationId: 'liftSuppression',
    tags: ['Deliverability'],
    summary: 'Let an address be written to again that bounced, was invalid or was suppressed by the team',
    ...secured(guard, 'suppressions:lift'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('What was lifted', liftedSchema, liftedExample), ...commandErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const suppression = { storeId: storeOf(actor), id: c.req.valid('param').id };
      return c.json(await liftSuppression(database, { actor, ...suppression }), 200);
    },
  });
}
