import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { checkApiAccess } from '../../../services/ingest/integrations/check-api.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const apiCheckSchema = z
  .object({
    status: z.enum(['works', 'no_access', 'denied', 'busy', 'away', 'strange']).openapi({
      description:
        '`no_access`: no address and token were given. `denied`: the token is not good. `busy`, `away`: it did not answer. `strange`: what it answered is not its API.',
    }),
    seen: z
      .int()
      .nullable()
      .openapi({ description: 'What changed there in the last hour, of the first page; null: nothing was read.' }),
  })
  .openapi('PlatformApiCheck');

export function postApiCheck({ guard, integrations }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/integrations/{id}/check-api',
    operationId: 'checkIntegrationApi',
    tags: ['Integrations'],
    summary: 'Ask the platform’s own API once, to see that the access works',
    description: 'Nothing that it answers is taken in.',
    ...secured(guard, 'integrations:write'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('What it said', apiCheckSchema, { status: 'works' as const, seen: 3 }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      return c.json(await checkApiAccess(integrations, { storeId, integrationId: c.req.valid('param').id }), 200);
    },
  });
}
