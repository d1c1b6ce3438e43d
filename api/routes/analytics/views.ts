import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { createSavedView } from '../../../services/analytics/views/create.ts';
import { listSavedViews } from '../../../services/analytics/views/list.ts';
import { removeSavedView } from '../../../services/analytics/views/remove.ts';
import { savedQuerySchema, savedViewInput } from '../../../services/analytics/views/saved-view.ts';
import { savedViewChange, updateSavedView } from '../../../services/analytics/views/update.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, momentSchema } from '../../openapi/json-content.ts';
import { idParams, uuidSchema } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const viewSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    query: savedQuerySchema,
    createdBy: uuidSchema.nullable().openapi({ description: 'The person who made it; null: no person did.' }),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .openapi('SavedView');

const inputExample = {
  name: 'Recovered by channel',
  query: { metric: 'recovered_revenue', dimensions: ['channel'], granularity: 'week', period: '90d' },
} as const;
const viewExample = {
  id: '0199a3c5-7c1e-7d52-a9a4-6f0c7a5f2b11',
  name: inputExample.name,
  query: { ...inputExample.query, dimensions: ['channel'], filters: {}, compareTo: null, top: 50 },
  createdBy: '0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d10',
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:00.000Z',
} as const;

export function getSavedViews({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/analytics/views',
    operationId: 'listSavedViews',
    tags: ['Analytics'],
    summary: 'List the questions that the team keeps by a name',
    ...secured(guard, 'stats:read'),
    responses: {
      200: jsonAnswer('By name', z.object({ items: z.array(viewSchema).readonly() }), { items: [viewExample] }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json({ items: await listSavedViews(database, { storeId: storeOf(c.get('actor')) }) }, 200),
  });
}

export function postSavedViews({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/analytics/views',
    operationId: 'createSavedView',
    tags: ['Analytics'],
    summary: 'Keep a question by a name, for the whole team',
    ...secured(guard, 'reports:write'),
    request: { body: jsonBody(savedViewInput, inputExample) },
    responses: { 201: jsonAnswer('Kept', viewSchema, viewExample), ...writeErrors, ...conflict },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      return c.json(await createSavedView(database, { actor, storeId: storeOf(actor), ...c.req.valid('json') }), 201);
    },
  });
}

export function patchSavedView({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'patch',
    path: '/v1/analytics/views/{id}',
    operationId: 'updateSavedView',
    tags: ['Analytics'],
    summary: 'Give a view another name or another question',
    ...secured(guard, 'reports:write'),
    request: { params: idParams, body: jsonBody(savedViewChange, { name: 'Recovered by channel and week' }) },
    responses: { 200: jsonAnswer('As it is now', viewSchema, viewExample), ...writeErrors, ...notFound, ...conflict },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const viewId = c.req.valid('param').id;
      const change = { actor, storeId: storeOf(actor), viewId, ...c.req.valid('json') };
      return c.json(await updateSavedView(database, change), 200);
    },
  });
}

export function deleteSavedView({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'delete',
    path: '/v1/analytics/views/{id}',
    operationId: 'deleteSavedView',
    tags: ['Analytics'],
    summary: 'Delete a view, for the whole team',
    ...secured(guard, 'reports:write'),
    request: { params: idParams },
    responses: { 204: { description: 'Deleted' }, ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      await removeSavedView(database, { actor, storeId: storeOf(actor), viewId: c.req.valid('param').id });
      return c.body(null, 204);
    },
  });
}
