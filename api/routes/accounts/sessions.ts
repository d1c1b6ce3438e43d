import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listSessions } from '../../../services/accounts/sessions/list.ts';
import { revokeSession } from '../../../services/accounts/sessions/revoke.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { personOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { ownSessionExample, ownSessionSchema } from './account-schemas.ts';

export function getOwnSessions({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/me/sessions',
    operationId: 'listSessions',
    tags: ['Accounts'],
    summary: 'List where you are signed in',
    ...secured(guard, 'account:write'),
    responses: {
      200: jsonAnswer('Last used first', z.object({ items: z.array(ownSessionSchema).readonly() }), {
        items: [ownSessionExample],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json({ items: await listSessions(accounts, personOf(c)) }, 200),
  });
}

export function deleteOwnSession({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'delete',
    path: '/v1/me/sessions/{id}',
    operationId: 'revokeSession',
    tags: ['Accounts'],
    summary: 'End a session of yours',
    description: 'Its tokens are refused from now on, on every instance.',
    ...secured(guard, 'account:write'),
    request: { params: idParams },
    responses: { 204: { description: 'Ended, now or before' }, ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      await revokeSession(accounts, { actor: personOf(c).actor, sessionId: c.req.valid('param').id });
      return c.body(null, 204);
    },
  });
}
