import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { createStore } from '../../../services/accounts/stores/create.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { createdKeyExample, createdKeySchema } from '../api-keys/key-schemas.ts';
import { campaignExample, campaignSchema } from '../campaigns/campaign-schemas.ts';
import { newStoreSchema, storeExample, storeSchema } from './store-schemas.ts';

export function postStores({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/stores',
    operationId: 'createStore',
    tags: ['Stores'],
    summary: 'Create a store with its first key and the default campaign',
    ...secured(guard, 'stores:create'),
    request: {
      body: jsonBody(newStoreSchema, {
        name: 'Lamp Shop',
        timeZone: 'Europe/Vienna',
        locale: 'de-AT',
        url: 'https://shop.example',
      }),
    },
    responses: {
      201: jsonAnswer(
        'The store; its key is shown this once',
        z.object({ store: storeSchema, apiKey: createdKeySchema, campaign: campaignSchema }),
        {
          store: storeExample,
          apiKey: createdKeyExample,
          campaign: campaignExample,
        },
      ),
      ...writeErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json(await createStore(database, { actor: c.get('actor'), ...c.req.valid('json') }), 201),
  });
}
