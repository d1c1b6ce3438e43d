import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getStore } from '../../../services/accounts/stores/get.ts';
import { getEventFlow } from '../../../services/analytics/event-flow/get-flow.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { ownStoreExample, ownStoreSchema } from './store-schemas.ts';

export function getOwnStore({ guard, database, providerNames, inboundMail }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/store',
    operationId: 'getStore',
    tags: ['Stores'],
    summary: "Read the settings of the key's store",
    ...secured(guard, 'store:read'),
    responses: { 200: jsonAnswer('The store', ownStoreSchema, ownStoreExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      const [store, eventFlow] = await Promise.all([
        getStore(database, { storeId }),
        getEventFlow(database, { storeId }),
      ]);
      const takesMail = inboundMail?.domain !== undefined;
      return c.json({ ...store, takesMail, configuredProviders: providerNames, eventFlow }, 200);
    },
  });
}
