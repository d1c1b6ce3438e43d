import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { finishPrivacyRequest } from '../../../services/accounts/privacy-requests/finish.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { privacyRequestExample, privacyRequestSchema } from './privacy-request-schemas.ts';

export function postPrivacyRequestDone({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/privacy-requests/{id}/finish',
    operationId: 'finishPrivacyRequest',
    tags: ['Privacy requests'],
    summary: 'Record that a person has seen to it',
    ...secured(guard, 'privacy-requests:finish'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('Done, now or before', privacyRequestSchema, {
        ...privacyRequestExample,
        status: 'done' as const,
        doneAt: '2026-11-24T09:00:00.000Z',
      }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const request = { actor, storeId: storeOf(actor), requestId: c.req.valid('param').id };
      return c.json(await finishPrivacyRequest({ database, now }, request), 200);
    },
  });
}
