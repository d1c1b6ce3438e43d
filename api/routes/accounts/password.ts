import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { changePassword } from '../../../services/accounts/users/change-password.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { personOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { setAccessCookie } from '../../auth/session-cookies.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { passwordChangeExample, passwordChangeSchema } from './account-schemas.ts';

export function postPassword({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/me/password',
    operationId: 'changePassword',
    tags: ['Accounts'],
    summary: 'Change your password',
    description: 'Every other session of yours ends.',
    ...secured(guard, 'account:write'),
    request: { body: jsonBody(passwordChangeSchema, passwordChangeExample) },
    responses: { 204: { description: 'Changed' }, ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { actor, sessionId } = personOf(c);
      const { access } = await changePassword(accounts, { actor, sessionId, ...c.req.valid('json') });
      setAccessCookie(c, access, accounts.publicUrl());
      return c.body(null, 204);
    },
  });
}
