import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { type OwnStore, readMe } from '../../../services/accounts/users/me.ts';
import { updateOwnAccount } from '../../../services/accounts/users/update-own.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { personOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { meExample, meSchema, ownChangeSchema } from './account-schemas.ts';

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
    handler: async (c) => {
      const me = await readMe(accounts, personOf(c).session);
      const here = c.get('hostStoreId');
      // Under a name of a store's own the others are not shown: they would open nothing there.
      const stores = here === undefined ? me.stores : me.stores.filter(({ id }) => id === here);
      return c.json({ ...me, stores: stores.map(shownStore) }, 200);
    },
  });
}

function shownStore({ secondFactor, ...store }: OwnStore) {
  return {
    ...store,
    secondFactor: secondFactor && { dueAt: new Date(secondFactor.dueAtMs), overdue: secondFactor.overdue },
  };
}

export function patchMe({ guard, accounts }: RouteDeps) {
  const route = createRoute({
    method: 'patch',
    path: '/v1/me',
    operationId: 'updateMe',
    tags: ['Accounts'],
    summary: 'Change your name or your language',
    ...secured(guard, 'account:write'),
    request: { body: jsonBody(ownChangeSchema, { name: 'Ada', locale: 'de' }) },
    responses: { 204: { description: 'Changed, or as it was' }, ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      await updateOwnAccount(accounts, { actor: personOf(c).actor, ...c.req.valid('json') });
      return c.body(null, 204);
    },
  });
}
