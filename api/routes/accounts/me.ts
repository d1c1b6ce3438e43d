import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { readMe } from '../../../services/accounts/users/me.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { personOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { meExample, meSchema } from './account-schemas.ts';

export function getMe({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/me',
    operationId: 'getMe',
    tags: ['Accounts'],
    summary: 'Get your account and your stores',
    ...secured(guard, 'account:write'),
    responses: { 200: jsonAnswer('Who is signed in, and what they may do where', meSchema, meExample), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json(await readMe(accounts, personOf(c).userId), 200),
  });
}
