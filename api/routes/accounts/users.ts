import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { setUserActive } from '../../../services/accounts/users/deactivate.ts';
import { listUsers } from '../../../services/accounts/users/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { idCursor } from '../../cursor.ts';
import { commandErrors, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema, pageSchema } from '../../openapi/json-content.ts';
import { idPage, idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { meExample } from './account-schemas.ts';

const userSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    admin: z.boolean(),
    createdAt: momentSchema,
    deactivatedAt: momentSchema.nullable(),
  })
  .openapi('User');
const { locale: _, ...shown } = meExample.user;
const userExample = { ...shown, admin: false, createdAt: '2026-11-24T08:00:00.000Z', deactivatedAt: null } as const;

export function getUsers({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/users',
    operationId: 'listUsers',
    tags: ['Accounts'],
    summary: 'List all accounts of the installation',
    ...secured(guard, 'users:read'),
    request: { query: z.object(idPage) },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(userSchema), { items: [userExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const { items, next } = await listUsers(accounts, { limit, after: cursor ?? null });
      return c.json({ items, nextCursor: next === null ? null : idCursor(next) }, 200);
    },
  });
}

const commands = {
  deactivate: {
    operationId: 'deactivateUser',
    summary: 'Deactivate an account',
    description: 'Ends all its sessions, and its keys do nothing any more: on every instance, within a second.',
    active: false,
  },
  activate: {
    operationId: 'activateUser',
    summary: 'Activate an account again',
    description: 'It can sign in, and its keys do what they did.',
    active: true,
  },
} as const;

export function postUserCommand({ guard, accounts }: RouteDeps, command: keyof typeof commands) {
  const { active, ...texts } = commands[command];
  const route = createRoute({
    method: 'post',
    path: `/v1/users/{id}/${command}`,
    tags: ['Accounts'],
    ...texts,
    ...secured(guard, 'users:write'),
    request: { params: idParams },
    responses: { 204: { description: 'Done, now or before' }, ...commandErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      await setUserActive(accounts, { actor: c.get('actor'), userId: c.req.valid('param').id, active });
      return c.body(null, 204);
    },
  });
}
