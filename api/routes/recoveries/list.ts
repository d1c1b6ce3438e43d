import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { recoveryOutcomes, recoveryStages } from '../../../domain/recovery.ts';
import { listRecoveries } from '../../../services/recovery/recoveries/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { timePage, uuidSchema } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { recoveryExample, recoverySchema } from './recovery-schemas.ts';

export function getRecoveries({ guard, database, temporalLink }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/recoveries',
    operationId: 'listRecoveries',
    tags: ['Recoveries'],
    summary: 'List recoveries',
    ...secured(guard, 'recoveries:read'),
    request: {
      query: z.object({
        ...timePage,
        stage: z.enum(recoveryStages).optional(),
        outcome: z.enum(recoveryOutcomes).optional(),
        campaignId: uuidSchema.optional(),
        customerId: uuidSchema.optional(),
        cartId: uuidSchema.optional(),
      }),
    },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(recoverySchema), { items: [recoveryExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next } = await listRecoveries(database, {
        storeId: storeOf(c.get('actor')),
        ...query,
        after: cursor ?? null,
      });
      return c.json(
        {
          items: items.map((item) => ({ ...item, temporalUrl: temporalLink(item.workflowId) })),
          nextCursor: next === null ? null : timeCursor(next),
        },
        200,
      );
    },
  });
}
