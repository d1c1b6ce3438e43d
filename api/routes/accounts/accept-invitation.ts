import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { acceptInvitation } from '../../../services/accounts/invitations/accept.ts';
import { showInvitation } from '../../../services/accounts/invitations/find-open.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { sessionCookies, setSessionCookies } from '../../auth/session-cookies.ts';
import { conflict, gone, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { dashboardAddress } from '../../hosts/dashboard-address.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  joinedExample,
  joinedSchema,
  newAccountExample,
  newAccountSchema,
  shownInvitationExample,
  shownInvitationSchema,
  tokenParams,
} from './account-schemas.ts';
import { agentOf, asStranger } from './stranger.ts';

export function getSharedInvitation(deps: RouteDeps) {
  const { accounts } = deps;
  const route = createRoute({
    method: 'get',
    path: '/v1/auth/invitations/{token}',
    operationId: 'showInvitation',
    tags: ['Accounts'],
    summary: 'Look at an invitation',
    description: 'Uses nothing up: programs that look through mail may open it.',
    security: [],
    request: { params: tokenParams },
    responses: {
      200: jsonAnswer('What the link is about', shownInvitationSchema, shownInvitationExample),
      ...readErrors,
      ...gone,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { storeName, email, role, expiresAt, account } = await asStranger(c, deps, () =>
        showInvitation(accounts, c.req.valid('param').token),
      );
      return c.json({ storeName, email, role, expiresAt, hasAccount: account !== null }, 200);
    },
  });
}

export function postInvitationAcceptance(deps: RouteDeps) {
  const { accounts } = deps;
  const route = createRoute({
    method: 'post',
    path: '/v1/auth/invitations/{token}',
    operationId: 'acceptInvitation',
    tags: ['Accounts'],
    summary: 'Join a store',
    description:
      'For the invited address alone: with an account, signed in as it; without one, by a name and a password, which make it and begin a session.',
    security: [],
    request: { params: tokenParams, body: jsonBody(newAccountSchema, newAccountExample) },
    responses: { 200: jsonAnswer('Joined', joinedSchema, joinedExample), ...writeErrors, ...conflict, ...gone },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { token } = c.req.valid('param');
      const { name, password, locale } = c.req.valid('json');
      const account = name !== undefined && password !== undefined ? { name, password, locale } : null;
      const accepted = await asStranger(c, deps, async () =>
        acceptInvitation(accounts, { token, account, agent: agentOf(c), signedInAs: await whoIs(c, deps) }),
      );
      if (accepted.kind === 'signed_up') setSessionCookies(c, accepted.session.tokens, accounts.publicUrl());
      return c.json({ status: accepted.kind, storeId: accepted.storeId }, 200);
    },
  });
}

/** The person of the cookie; null: nobody is signed in. */
async function whoIs(c: Context<ApiEnv>, { sessions, accounts }: RouteDeps): Promise<string | null> {
  const { access: token } = sessionCookies(c, accounts.publicUrl());
  if (token === undefined) return null;
  const [method, origin] = [c.req.method, c.req.header('origin')];
  const { actor } = await sessions.authenticate({
    ...{ token, method, origin, storeId: undefined },
    address: dashboardAddress(c, accounts.publicUrl),
  });
  return actor.userId;
}
