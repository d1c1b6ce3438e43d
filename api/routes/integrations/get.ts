import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getIntegration } from '../../../services/ingest/integrations/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { integrationDetailExample, integrationDetailSchema, shownIntegration } from './integration-schemas.ts';

export function getIntegrationDetail({ guard, integrations }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/integrations/{id}',
    operationId: 'getIntegration',
    tags: ['Integrations'],
    summary: 'Read an integration: first and newest event, what became of its deliveries, and the gaps that were found',
    ...secured(guard, 'integrations:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('An integration', integrationDetailSchema, integrationDetailExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const detail = await getIntegration(integrations.database, {
        storeId: storeOf(c.get('actor')),
        integrationId: c.req.valid('param').id,
      });
      return c.json(shownIntegration(detail, integrations.publicUrl), 200);
    },
  });
}
