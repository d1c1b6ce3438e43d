import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listStores } from '../../../services/accounts/stores/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { idCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { idPage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { storeExample, storeSchema } from './store-schemas.ts';

export function getStores({ guard, operations }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/stores',
    operationId: 'listStores',
    tags: ['Stores'],
    summary: 'List all stores of the installation',
    ...secured(guard, 'stores:read'),
    request: { query: z.object(idPage) },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(storeSchema), { items: [storeExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const { items, next } = await listStores(operations, { limit, after: cursor ?? null });
      return c.json({ items, nextCursor: next === null ? null : idCursor(next) }, 200);
    },
  });
}
