import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { changeMember } from '../../../services/accounts/members/change-role.ts';
import { listMembers } from '../../../services/accounts/members/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { memberExample, memberSchema, roleChangeSchema } from './account-schemas.ts';

export function getMembers({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/members',
    operationId: 'listMembers',
    tags: ['Team'],
    summary: 'List who works in the store',
    ...secured(guard, 'members:read'),
    responses: {
      200: jsonAnswer('By name', z.object({ items: z.array(memberSchema).readonly() }), { items: [memberExample] }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json({ items: await listMembers(database, { storeId: storeOf(c.get('actor')) }) }, 200),
  });
}

export function patchMember({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'patch',
    path: '/v1/members/{id}',
    operationId: 'changeMember',
    tags: ['Team'],
    summary: 'Give a member another role',
    description: 'Nobody gives or takes a role that holds more than they do, and the last owner of a store stays.',
    ...secured(guard, 'members:write'),
    request: { params: idParams, body: jsonBody(roleChangeSchema, { role: 'marketer' }) },
    responses: { 204: { description: 'Changed' }, ...writeErrors, ...notFound, ...conflict },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const [actor, userId] = [c.get('actor'), c.req.valid('param').id];
      await changeMember(accounts, { actor, storeId: storeOf(actor), userId, role: c.req.valid('json').role });
      return c.body(null, 204);
    },
  });
}

export function deleteMember({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'delete',
    path: '/v1/members/{id}',
    operationId: 'removeMember',
    tags: ['Team'],
    summary: 'Take a member out of the store',
    description: 'Their sessions, sockets and keys do nothing in this store from then on.',
    ...secured(guard, 'members:write'),
    request: { params: idParams },
    responses: { 204: { description: 'Taken out' }, ...readErrors, ...notFound, ...conflict },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const [actor, userId] = [c.get('actor'), c.req.valid('param').id];
      await changeMember(accounts, { actor, storeId: storeOf(actor), userId, role: null });
      return c.body(null, 204);
    },
  });
}
