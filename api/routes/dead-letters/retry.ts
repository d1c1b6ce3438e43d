import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { retryDeadLetter } from '../../../services/ingest/dead-letters/retry.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { itemErrorSchema } from '../events/event-schemas.ts';

const retriedSchema = z
  .object({
    status: z.enum(['accepted', 'duplicate', 'rejected']),
    eventId: z.string().optional(),
    error: itemErrorSchema.optional(),
  })
  .openapi('RetriedDeadLetter');

export function postDeadLetterRetry({ guard, database, eventLog, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/dead-letters/{id}/retry',
    operationId: 'retryDeadLetter',
    tags: ['Dead letters'],
    summary: 'Send a letter through the door once more, as it is',
    ...secured(guard, 'dead-letters:decide'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('What the door said this time', retriedSchema, { status: 'accepted', eventId: 'e-1' }),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const letterId = c.req.valid('param').id;
      const deps = { database, eventLog, now };
      return c.json(await retryDeadLetter(deps, { storeId: storeOf(actor), letterId, actor }), 200);
    },
  });
}
