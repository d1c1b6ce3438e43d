import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getStoreLook, replaceStoreLook, storeLookInput } from '../../../services/accounts/look/look.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const lookSchema = storeLookInput.openapi('StoreLook');
const lookExample = {
  productName: 'Lamp Shop recoveries',
  accentColour: '#0f766e',
  logo: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
} as const;
const path = '/v1/store/look';
const tags = ['Stores'];

export function getLook({ guard, database }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'get', path, operationId: 'getStoreLook', tags },
    summary: 'Read how the dashboard looks to the team of the store',
    ...secured(guard, 'store:read'),
    responses: { 200: jsonAnswer('Null: as it comes', lookSchema, lookExample), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json(await getStoreLook(database, { storeId: storeOf(c.get('actor')) }), 200),
  });
}

export function putLook({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'put', path, operationId: 'replaceStoreLook', tags },
    summary: 'Say how the dashboard looks to the team of the store',
    ...secured(guard, 'store:write'),
    request: { body: jsonBody(lookSchema, lookExample) },
    responses: { 200: jsonAnswer('As it is now', lookSchema, lookExample), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const request = { actor, storeId: storeOf(actor), look: c.req.valid('json') };
      return c.json(await replaceStoreLook({ database, now }, request), 200);
    },
  });
}
