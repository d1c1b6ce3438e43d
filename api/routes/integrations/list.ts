import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listIntegrations } from '../../../services/ingest/integrations/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { integrationExample, integrationSchema, shownIntegration } from './integration-schemas.ts';

export function getIntegrations({ guard, integrations }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/integrations',
    operationId: 'listIntegrations',
    tags: ['Integrations'],
    summary: 'List the integrations of the store',
    ...secured(guard, 'integrations:read'),
    responses: {
      200: jsonAnswer('Newest first', z.object({ items: z.array(integrationSchema).readonly() }), {
        items: [integrationExample],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const items = await listIntegrations(integrations.database, { storeId: storeOf(c.get('actor')) });
      return c.json({ items: items.map((item) => shownIntegration(item, integrations.publicUrl)) }, 200);
    },
  });
}
