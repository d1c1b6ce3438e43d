import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getErasure } from '../../../services/accounts/erasures/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { erasureDetailExample, erasureDetailSchema } from './erasure-schemas.ts';

export function getErasureDetail({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/erasures/{id}',
    operationId: 'getErasure',
    tags: ['Privacy requests'],
    summary: 'Read one erasure, with what stays and its signed receipt',
    ...secured(guard, 'privacy-requests:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('The erasure', erasureDetailSchema, erasureDetailExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const asked = { storeId: storeOf(c.get('actor')), erasureId: c.req.valid('param').id, nowMs: now() };
      return c.json(await getErasure(database, asked), 200);
    },
  });
}
