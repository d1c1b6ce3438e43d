import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { getRollout, listRollouts, looksShownMax } from '../../../services/prediction/rollouts/read.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { idCursor } from '../../cursor.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { idPage, idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  rolloutDetailExample,
  rolloutDetailSchema,
  rolloutExample,
  rolloutSchema,
  shownLook,
  shownRollout,
} from './rollout-schemas.ts';

export function getRollouts({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/rollouts',
    operationId: 'listRollouts',
    tags: ['Models'],
    summary: 'List rollouts of model versions, of the store and of the platform',
    ...secured(guard, 'models:read'),
    request: { query: z.object(idPage) },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(rolloutSchema), { items: [rolloutExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const page = { storeId: storeOf(c.get('actor')), limit, after: cursor ?? null };
      const { items, next } = await listRollouts(database, page);
      return c.json({ items: items.map(shownRollout), nextCursor: next === null ? null : idCursor(next) }, 200);
    },
  });
}

export function getRolloutDetail({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/rollouts/{id}',
    operationId: 'getRollout',
    tags: ['Models'],
    summary: 'Show a rollout: where it stands, what its gates say and have said',
    description: `The newest ${looksShownMax} looks.`,
    ...secured(guard, 'models:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('With its looks', rolloutDetailSchema, rolloutDetailExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const its = { storeId: storeOf(c.get('actor')), rolloutId: c.req.valid('param').id };
      const { looks, ...rollout } = await getRollout(database, its);
      return c.json({ ...shownRollout(rollout), looks: looks.map(shownLook) }, 200);
    },
  });
}
