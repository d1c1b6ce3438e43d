import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { suppressionCauses } from '../../../domain/suppression.ts';
import { listSuppressions } from '../../../services/state/suppressions/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { timePage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { suppressionExample, suppressionSchema } from './suppression-schemas.ts';

export function getSuppressions({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/suppressions',
    operationId: 'listSuppressions',
    tags: ['Deliverability'],
    summary: 'List addresses that are not written to, masked',
    ...secured(guard, 'customers:read'),
    request: {
      query: z.object({
        ...timePage,
        channel: z.enum(channels).optional(),
        cause: z.enum(suppressionCauses).optional(),
      }),
    },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(suppressionSchema), { items: [suppressionExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const storeId = storeOf(c.get('actor'));
      const { items, next } = await listSuppressions(database, { storeId, ...query, after: cursor ?? null });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}
