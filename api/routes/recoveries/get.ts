import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getRecovery } from '../../../services/recovery/recoveries/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { recoveryDetailExample, recoveryDetailSchema } from './recovery-schemas.ts';

export function getRecoveryDetail({ guard, database, temporalLink }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/recoveries/{id}',
    operationId: 'getRecovery',
    tags: ['Recoveries'],
    summary: 'Read a recovery with its decisions and messages',
    ...secured(guard, 'recoveries:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('The recovery', recoveryDetailSchema, recoveryDetailExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const recovery = await getRecovery(database, {
        storeId: storeOf(c.get('actor')),
        recoveryId: c.req.valid('param').id,
      });
      return c.json({ ...recovery, temporalUrl: temporalLink(recovery.workflowId) }, 200);
    },
  });
}
