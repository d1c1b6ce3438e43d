import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { rejectDeadLetter } from '../../../services/ingest/dead-letters/reject.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const rejectSchema = z.object({ wholeCluster: z.boolean().default(false) }).openapi('RejectDeadLetter');
const rejectedSchema = z.object({ rejected: z.int() }).openapi('RejectedDeadLetters');

export function postDeadLetterRejection({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/dead-letters/{id}/reject',
    operationId: 'rejectDeadLetter',
    tags: ['Dead letters'],
    summary: 'Put a letter aside for good, or all that failed alike',
    ...secured(guard, 'dead-letters:decide'),
    request: { params: idParams, body: jsonBody(rejectSchema, { wholeCluster: false }) },
    responses: {
      200: jsonAnswer('How many were rejected', rejectedSchema, { rejected: 1 }),
      ...writeErrors,
      ...notFound,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const rejected = await rejectDeadLetter(database, {
        storeId: storeOf(actor),
        letterId: c.req.valid('param').id,
        actor,
        ...c.req.valid('json'),
      });
      return c.json(rejected, 200);
    },
  });
}
