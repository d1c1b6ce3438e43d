import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listRules } from '../../../services/ingest/dead-letters/list-rules.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { timePage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { ruleExample, ruleSchema } from '../dead-letters/dead-letter-schemas.ts';

export function getRepairRules({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/repair-rules',
    operationId: 'listRepairRules',
    tags: ['Dead letters'],
    summary: 'List approved repairs in all their versions',
    ...secured(guard, 'dead-letters:read'),
    request: { query: z.object(timePage) },
    responses: {
      200: jsonAnswer('Newest approval first', pageSchema(ruleSchema), { items: [ruleExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, limit } = c.req.valid('query');
      const { items, next } = await listRules(database, {
        storeId: storeOf(c.get('actor')),
        limit,
        after: cursor ?? null,
      });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}
