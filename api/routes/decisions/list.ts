import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { decisionKinds } from '../../../domain/decision-kind.ts';
import { listDecisions } from '../../../services/journal/decisions/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { filterText, timePage, uuidSchema } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { decisionExample, decisionSchema } from './decision-schemas.ts';

export function getDecisions({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/decisions',
    operationId: 'listDecisions',
    tags: ['Decisions'],
    summary: 'List decisions: the carts behind every number',
    ...secured(guard, 'decisions:read'),
    request: {
      query: z.object({
        ...timePage,
        kind: z.enum(decisionKinds).optional(),
        reason: filterText.optional(),
        cartId: uuidSchema.optional(),
        recoveryId: uuidSchema.optional(),
      }),
    },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(decisionSchema), { items: [decisionExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next } = await listDecisions(database, {
        storeId: storeOf(c.get('actor')),
        ...query,
        after: cursor ?? null,
      });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}
