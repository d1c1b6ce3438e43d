import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { makeAccountLink } from '../../../services/accounts/links/make.ts';
import { setUpAccount } from '../../../services/accounts/links/set-up.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { setSessionCookies } from '../../auth/session-cookies.ts';
import { conflict, gone, notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  accountLinkExample,
  accountLinkSchema,
  newAccountLinkSchema,
  setUpExample,
  setUpSchema,
  signedInExample,
  signInAnswerSchema,
} from './account-schemas.ts';
import { agentOf, asStranger } from './stranger.ts';

export function postSetUp(deps: RouteDeps) {
  const { accounts } = deps;
  const route = createRoute({
    method: 'post',
    path: '/v1/auth/set-up',
    operationId: 'setUpAccount',
    tags: ['Accounts'],
    summary: 'Use the link of the installation',
    description:
      'Makes the account of an admin, or sets a new password, whichever the link is for, and begins a session.',
    security: [],
    request: { body: jsonBody(setUpSchema, setUpExample) },
    responses: {
      200: jsonAnswer('Set up, and signed in', signInAnswerSchema, signedInExample),
      ...writeErrors,
      ...conflict,
      ...gone,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { tokens } = await asStranger(c, deps, () =>
        setUpAccount(accounts, { ...c.req.valid('json'), agent: agentOf(c) }),
      );
      setSessionCookies(c, tokens, accounts.publicUrl());
      return c.json({ status: 'signed_in' as const }, 200);
    },
  });
}

export function postAccountLinks({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/account-links',
    operationId: 'createAccountLink',
    tags: ['Accounts'],
    summary: 'Make a link that sets up an account',
    description: 'For one use within a day: it makes an admin or, with an address, sets the password of that account.',
    ...secured(guard, 'users:write'),
    request: { body: jsonBody(newAccountLinkSchema, {}) },
    responses: {
      201: jsonAnswer('Shown this once', accountLinkSchema, accountLinkExample),
      ...writeErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) =>
      c.json(await makeAccountLink(accounts, { actor: c.get('actor'), ...c.req.valid('json') }), 201),
  });
}
