import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { revokeApiKey } from '../../../services/accounts/api-keys/revoke.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

export function deleteApiKey({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'delete',
    path: '/v1/api-keys/{id}',
    operationId: 'revokeApiKey',
    tags: ['API keys'],
    summary: 'Revoke a key',
    description: 'It stops working within a few seconds, for good.',
    ...secured(guard, 'api-keys:write'),
    request: { params: idParams },
    responses: { 204: { description: 'Revoked, now or before' }, ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      await revokeApiKey(database, { actor, storeId: storeOf(actor), keyId: c.req.valid('param').id });
      return c.body(null, 204);
    },
  });
}
