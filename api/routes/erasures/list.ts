import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listErasures } from '../../../services/accounts/erasures/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { timePage, uuidSchema } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { erasureExample, erasureSchema } from './erasure-schemas.ts';

export function getErasures({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/erasures',
    operationId: 'listErasures',
    tags: ['Privacy requests'],
    summary: 'List erasures of persons and how far each came',
    ...secured(guard, 'privacy-requests:read'),
    request: {
      query: z.object({
        ...timePage,
        customerId: uuidSchema.optional().openapi({ description: 'Of this person only.' }),
      }),
    },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(erasureSchema), { items: [erasureExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next } = await listErasures(database, {
        ...{ storeId: storeOf(c.get('actor')), nowMs: now(), after: cursor ?? null },
        ...query,
      });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}
