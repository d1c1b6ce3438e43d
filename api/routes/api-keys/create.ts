import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { createApiKey } from '../../../services/accounts/api-keys/create.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { checkFresh } from '../../auth/check-fresh.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { createdKeyExample, createdKeySchema, newKeySchema } from './key-schemas.ts';

export function postApiKeys({ guard, accounts, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/api-keys',
    operationId: 'createApiKey',
    tags: ['API keys'],
    summary: 'Create a key',
    ...secured(guard, 'api-keys:write'),
    request: { body: jsonBody(newKeySchema, { name: 'storefront', scopes: ['events:write'] }) },
    responses: { 201: jsonAnswer('The key, shown this once', createdKeySchema, createdKeyExample), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      checkFresh(c, accounts);
      const actor = c.get('actor');
      return c.json(await createApiKey(database, { actor, storeId: storeOf(actor), ...c.req.valid('json') }), 201);
    },
  });
}
