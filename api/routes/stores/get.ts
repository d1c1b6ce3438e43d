import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getStore } from '../../../services/stores/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { storeExample, storeSchema } from './store-schemas.ts';

export function getOwnStore({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/store',
    operationId: 'getStore',
    tags: ['Stores'],
    summary: "Read the settings of the key's store",
    ...secured(guard, 'carts:read', 'store:admin'),
    responses: { 200: jsonAnswer('The store', storeSchema, storeExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json(await getStore(database, { storeId: storeOf(c.get('actor')) }), 200),
  });
}
