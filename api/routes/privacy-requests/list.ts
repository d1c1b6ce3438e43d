import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listPrivacyRequests } from '../../../services/accounts/privacy-requests/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { timePage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { privacyRequestExample, privacyRequestSchema } from './privacy-request-schemas.ts';

export function getPrivacyRequests({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/privacy-requests',
    operationId: 'listPrivacyRequests',
    tags: ['Privacy requests'],
    summary: 'List what platforms asked for on behalf of persons',
    ...secured(guard, 'privacy-requests:read'),
    request: { query: z.object({ ...timePage, status: z.enum(['open', 'done']).optional() }) },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(privacyRequestSchema), {
        items: [privacyRequestExample],
        nextCursor: null,
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next } = await listPrivacyRequests(database, {
        storeId: storeOf(c.get('actor')),
        ...query,
        after: cursor ?? null,
      });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}
