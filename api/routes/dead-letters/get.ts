import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { holds } from '../../../domain/actor.ts';
import { getLetter } from '../../../services/ingest/dead-letters/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { deadLetterDetailExample, deadLetterDetailSchema } from './dead-letter-schemas.ts';

export function getLetterDetail({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/dead-letters/{id}',
    operationId: 'getDeadLetter',
    tags: ['Dead letters'],
    summary: 'Show one with its content, what is wrong with it and what is proposed',
    description:
      'What says who somebody is stands in the content and the proposal with the permission `customers:unmask` only; without it one sees its shape.',
    ...secured(guard, 'dead-letters:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('The letter', deadLetterDetailSchema, deadLetterDetailExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { id } = c.req.valid('param');
      const actor = c.get('actor');
      return c.json(
        await getLetter(database, {
          storeId: storeOf(actor),
          letterId: id,
          unmasked: holds(actor, 'customers:unmask'),
        }),
        200,
      );
    },
  });
}
