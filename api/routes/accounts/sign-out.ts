import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { signOut } from '../../../services/accounts/sessions/sign-out.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { checkOrigin } from '../../auth/check-origin.ts';
import { clearSessionCookies, sessionCookies } from '../../auth/session-cookies.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { dashboardAddress } from '../../hosts/dashboard-address.ts';
import type { RouteDeps } from '../../route-deps.ts';

export function postSignOut({ accounts }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/auth/sign-out',
    operationId: 'signOut',
    tags: ['Accounts'],
    summary: 'Sign out',
    description: 'Ends the session: its tokens are refused from now on. Without a session it does nothing.',
    security: [],
    responses: { 204: { description: 'Signed out, now or before' }, ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const publicUrl = dashboardAddress(c, accounts.publicUrl);
      checkOrigin({ method: c.req.method, origin: c.req.header('origin'), publicUrl });
      await signOut(accounts, sessionCookies(c, accounts.publicUrl()));
      clearSessionCookies(c, accounts.publicUrl());
      return c.body(null, 204);
    },
  });
}
