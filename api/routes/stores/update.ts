import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { updateStore } from '../../../services/accounts/stores/update.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { storeChangeSchema, storeExample, storeSchema } from './store-schemas.ts';

export function patchOwnStore({ guard, database, providerNames }: RouteDeps) {
  const route = createRoute({
    method: 'patch',
    path: '/v1/store',
    operationId: 'updateStore',
    tags: ['Stores'],
    summary: "Change settings of the key's store",
    description: "New thresholds count from each cart's next activity.",
    ...secured(guard, 'store:write'),
    request: { body: jsonBody(storeChangeSchema, { cartIdleMs: 2_700_000, providers: { email: 'resend' } }) },
    responses: { 200: jsonAnswer('The store as it is now', storeSchema, storeExample), ...writeErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const change = c.req.valid('json');
      const changed = { actor, storeId: storeOf(actor), change, configured: providerNames };
      return c.json(await updateStore(database, changed), 200);
    },
  });
}
