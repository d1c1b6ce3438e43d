import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { deadLetterStates, listDeadLetters } from '../../../services/ingest/dead-letters/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { filterText, timePage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { deadLetterExample, deadLetterSchema } from './dead-letter-schemas.ts';

export function getLetters({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/dead-letters',
    operationId: 'listDeadLetters',
    tags: ['Dead letters'],
    summary: 'List what was refused or could not be applied',
    ...secured(guard, 'dead-letters:read'),
    request: {
      query: z.object({
        ...timePage,
        state: z.enum(deadLetterStates).optional(),
        fingerprint: filterText.optional(),
        source: filterText.optional(),
      }),
    },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(deadLetterSchema), { items: [deadLetterExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next } = await listDeadLetters(database, {
        storeId: storeOf(c.get('actor')),
        ...query,
        after: cursor ?? null,
      });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}
