import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { beginIdentityLink } from '../../../services/accounts/identities/begin.ts';
import { listIdentities, removeIdentity } from '../../../services/accounts/identities/own.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { checkFresh } from '../../auth/check-fresh.ts';
import { personOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { setChallengeCookie } from '../../auth/session-cookies.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const identitySchema = z
  .object({ id: z.string(), issuer: z.string(), createdAt: momentSchema })
  .openapi('LinkedIdentity');
const identityExample = {
  id: '0199a3d5-1b2c-7d3e-8f40-5a6b7c8d9e0f',
  issuer: 'https://id.example.com',
  createdAt: '2026-11-24T08:00:00.000Z',
} as const;
const begunSchema = z.object({ url: z.string() }).openapi('BegunIdentity');

export function getIdentities({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/me/identities',
    operationId: 'listIdentities',
    tags: ['Accounts'],
    summary: 'List the identity providers that you can sign in by',
    ...secured(guard, 'account:write'),
    responses: {
      200: jsonAnswer('Oldest first', z.object({ items: z.array(identitySchema).readonly() }), {
        items: [identityExample],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json({ items: await listIdentities(accounts, personOf(c)) }, 200),
  });
}

export function postIdentities({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/me/identities',
    operationId: 'linkIdentity',
    tags: ['Accounts'],
    summary: 'Begin to link an identity provider',
    description: 'Send the browser to the address; it comes back to the page of your account.',
    ...secured(guard, 'account:write'),
    responses: {
      200: jsonAnswer('Where to send the browser', begunSchema, {
        url: 'https://id.example.com/authorize?client_id=recovery',
      }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      checkFresh(c, accounts);
      const { url, challenge } = await beginIdentityLink(accounts, personOf(c));
      setChallengeCookie(c, challenge, accounts.publicUrl());
      return c.json({ url }, 200);
    },
  });
}

export function deleteIdentity({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'delete',
    path: '/v1/me/identities/{id}',
    operationId: 'removeIdentity',
    tags: ['Accounts'],
    summary: 'Unlink an identity provider',
    ...secured(guard, 'account:write'),
    request: { params: idParams },
    responses: { 204: { description: 'Unlinked' }, ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      checkFresh(c, accounts);
      await removeIdentity(accounts, { actor: personOf(c).actor, identityId: c.req.valid('param').id });
      return c.body(null, 204);
    },
  });
}
