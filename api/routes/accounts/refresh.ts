import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { refreshSession } from '../../../services/accounts/sessions/refresh.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { checkOrigin } from '../../auth/check-origin.ts';
import { clearSessionCookies, sessionCookies, setSessionCookies } from '../../auth/session-cookies.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { errorResponse } from '../../errors/respond-error.ts';
import { dashboardAddress } from '../../hosts/dashboard-address.ts';
import type { RouteDeps } from '../../route-deps.ts';

export function postRefresh({ accounts }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/auth/refresh',
    operationId: 'refreshSession',
    tags: ['Accounts'],
    summary: 'Go on with a session',
    description:
      'Exchanges the refresh token for its successor. Tabs that ask at once, or again because an answer was lost, are given the same one. A session that is over is answered with 401, and its cookies are cleared.',
    security: [],
    responses: { 204: { description: 'Goes on, by new cookies' }, ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const publicUrl = dashboardAddress(c, accounts.publicUrl);
      checkOrigin({ method: c.req.method, origin: c.req.header('origin'), publicUrl });
      try {
        const { tokens } = await refreshSession(accounts, sessionCookies(c, accounts.publicUrl()).refresh);
        setSessionCookies(c, tokens, accounts.publicUrl());
        return c.body(null, 204);
      } catch (error) {
        if (!(error instanceof ServiceError) || error.code !== 'unauthenticated') throw error;
        clearSessionCookies(c, accounts.publicUrl());
        return errorResponse(c, error) as never;
      }
    },
  });
}
