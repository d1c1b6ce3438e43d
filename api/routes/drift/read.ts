import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { getDriftCheck, historyDaysMax, listDrift } from '../../../services/prediction/drift/checks.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { checkExample, checkSchema, historyExample, historySchema, shownCheck } from './drift-schemas.ts';

/** Whether models do as before. */
export function driftRoutes(deps: RouteDeps) {
  return [getDrift(deps), getDriftOfCheck(deps)] as const;
}

function getDrift({ guard, database, now }: RouteDeps) {
  const item = z.object({ newest: checkSchema, history: z.array(historySchema).readonly() }).openapi('ServedDrift');
  const route = createRoute({
    method: 'get',
    path: '/v1/drift',
    operationId: 'listDrift',
    tags: ['Models'],
    summary: 'List whether each version that answers does as before, in the store and over all stores',
    description: `The newest check of each, and the days before it: at most ${historyDaysMax}, oldest first.`,
    ...secured(guard, 'models:read'),
    responses: {
      200: jsonAnswer('The store’s own first', z.object({ items: z.array(item).readonly() }), {
        items: [{ newest: checkExample, history: [historyExample] }],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const found = await listDrift(database, { storeId: storeOf(c.get('actor')), now: new Date(now()) });
      return c.json({ items: found.map(({ newest, history }) => ({ newest: shownCheck(newest), history })) }, 200);
    },
  });
}

function getDriftOfCheck({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/drift/{id}',
    operationId: 'getDriftCheck',
    tags: ['Models'],
    summary: 'Show one check: what was compared, what was found, and what was done about it',
    ...secured(guard, 'models:read'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('The check', checkSchema, checkExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { id } = c.req.valid('param');
      return c.json(shownCheck(await getDriftCheck(database, { storeId: storeOf(c.get('actor')), id })), 200);
    },
  });
}
