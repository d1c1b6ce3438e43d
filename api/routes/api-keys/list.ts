import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listApiKeys } from '../../../services/accounts/api-keys/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { keyExample, keySchema } from './key-schemas.ts';

export function getApiKeys({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/api-keys',
    operationId: 'listApiKeys',
    tags: ['API keys'],
    summary: 'List the keys of the store',
    ...secured(guard, 'api-keys:read'),
    responses: {
      200: jsonAnswer('Newest first, revoked ones too', z.object({ items: z.array(keySchema).readonly() }), {
        items: [keyExample],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      return c.json({ items: await listApiKeys(database, { storeId: storeOf(c.get('actor')) }) }, 200);
    },
  });
}
