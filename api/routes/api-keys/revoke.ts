import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { revokeApiKey } from '../../../services/accounts/api-keys/revoke.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

export function deleteApiKey({ guard, database, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'delete',
    path: '/v1/api-keys/{id}',
    operationId: 'revokeApiKey',
    tags: ['API keys'],
    summary: 'Revoke a key',
    description: 'It stops working at once, and within a few seconds where news of it are lost, for good.',
    ...secured(guard, 'api-keys:write'),
    request: { params: idParams },
    responses: { 204: { description: 'Revoked, now or before' }, ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { id: keyId } = c.req.valid('param');
      await revokeApiKey(database, { actor, storeId: storeOf(actor), keyId });
      await accounts.news.tell({ kind: 'api_key', id: keyId });
      return c.body(null, 204);
    },
  });
}
