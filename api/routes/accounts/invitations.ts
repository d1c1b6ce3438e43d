import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { createInvitation } from '../../../services/accounts/invitations/create.ts';
import { listInvitations } from '../../../services/accounts/invitations/list.ts';
import { withdrawInvitation } from '../../../services/accounts/invitations/withdraw.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  createdInvitationExample,
  createdInvitationSchema,
  invitationExample,
  invitationSchema,
  newInvitationSchema,
} from './account-schemas.ts';

export function postInvitations({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/invitations',
    operationId: 'createInvitation',
    tags: ['Team'],
    summary: 'Invite somebody into the store',
    description: 'By mail, or by a link that you bring to them. It works for a week, for this address alone.',
    ...secured(guard, 'members:write'),
    request: { body: jsonBody(newInvitationSchema, { email: 'grace@shop.example', role: 'marketer' }) },
    responses: {
      201: jsonAnswer('Invited', createdInvitationSchema, createdInvitationExample),
      ...writeErrors,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      return c.json(await createInvitation(accounts, { actor, storeId: storeOf(actor), ...c.req.valid('json') }), 201);
    },
  });
}

export function getInvitations({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/invitations',
    operationId: 'listInvitations',
    tags: ['Team'],
    summary: 'List invitations that wait',
    ...secured(guard, 'members:read'),
    responses: {
      200: jsonAnswer('Newest first', z.object({ items: z.array(invitationSchema).readonly() }), {
        items: [invitationExample],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json({ items: await listInvitations(accounts, { storeId: storeOf(c.get('actor')) }) }, 200),
  });
}

export function deleteInvitation({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'delete',
    path: '/v1/invitations/{id}',
    operationId: 'withdrawInvitation',
    tags: ['Team'],
    summary: 'Withdraw an invitation',
    ...secured(guard, 'members:write'),
    request: { params: idParams },
    responses: { 204: { description: 'Withdrawn, now or before' }, ...readErrors, ...notFound, ...conflict },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const invitationId = c.req.valid('param').id;
      await withdrawInvitation(accounts, { actor, storeId: storeOf(actor), invitationId });
      return c.body(null, 204);
    },
  });
}
