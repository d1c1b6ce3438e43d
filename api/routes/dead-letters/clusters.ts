import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { holds } from '../../../domain/actor.ts';
import { listClusters } from '../../../services/ingest/dead-letters/list-clusters.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { flagSchema, timePage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { clusterExample, clusterSchema } from './dead-letter-schemas.ts';

export function getLetterClusters({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/dead-letter-clusters',
    operationId: 'listDeadLetterClusters',
    tags: ['Dead letters'],
    summary: 'List what fails, one entry for all that failed alike',
    ...secured(guard, 'dead-letters:read'),
    request: { query: z.object({ limit: timePage.limit, open: flagSchema.optional() }) },
    responses: {
      200: jsonAnswer('Last seen first', z.object({ items: z.array(clusterSchema).readonly() }), {
        items: [clusterExample],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { limit, open = false } = c.req.valid('query');
      const actor = c.get('actor');
      const items = await listClusters(database, {
        storeId: storeOf(actor),
        openOnly: open,
        limit,
        unmasked: holds(actor, 'customers:unmask'),
      });
      return c.json({ items }, 200);
    },
  });
}
