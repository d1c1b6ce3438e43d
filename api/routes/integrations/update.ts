import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { updateIntegration } from '../../../services/ingest/integrations/update.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  integrationChangeSchema,
  integrationExample,
  integrationSchema,
  shownIntegration,
} from './integration-schemas.ts';

export function patchIntegration({ guard, integrations }: RouteDeps) {
  const route = createRoute({
    method: 'patch',
    path: '/v1/integrations/{id}',
    operationId: 'updateIntegration',
    tags: ['Integrations'],
    summary: 'Change an integration',
    description:
      'Of `settings`, what is given is replaced. A disabled integration still answers its platform, but its events are ignored; requests on behalf of persons are still recorded.',
    ...secured(guard, 'integrations:write'),
    request: {
      params: idParams,
      body: jsonBody(integrationChangeSchema, { settings: { orderStatuses: { 'awaiting-shipment': 'bought' } } }),
    },
    responses: {
      200: jsonAnswer('As it is now', integrationSchema, integrationExample),
      ...writeErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const changed = await updateIntegration(integrations, {
        actor,
        storeId: storeOf(actor),
        integrationId: c.req.valid('param').id,
        change: c.req.valid('json'),
      });
      return c.json(shownIntegration(changed, integrations.publicUrl), 200);
    },
  });
}
