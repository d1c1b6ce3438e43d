import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { getTrainingRun, listTrainingRuns } from '../../../services/prediction/training/list.ts';
import { readFeatureChecks } from '../../../services/prediction/training/read-checks.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { idCursor } from '../../cursor.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { idPage, idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { featureCheckSchema, runExample, shownRun, trainingRunSchema } from './training-schemas.ts';

export function getTrainingRuns({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/training-runs',
    operationId: 'listTrainingRuns',
    tags: ['Models'],
    summary: 'List attempts to make a model, of the store and of the platform',
    ...secured(guard, 'models:read'),
    request: { query: z.object(idPage) },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(trainingRunSchema), { items: [runExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const storeId = storeOf(c.get('actor'));
      const { items, next } = await listTrainingRuns(database, { storeId, limit, after: cursor ?? null });
      return c.json({ items: items.map(shownRun), nextCursor: next === null ? null : idCursor(next) }, 200);
    },
  });
}

export function getOneTrainingRun({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/training-runs/{id}',
    operationId: 'getTrainingRun',
    tags: ['Models'],
    summary: 'Show an attempt to make a model: where it stands, what it measured, why there is no model',
    ...secured(guard, 'models:read'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('The run', trainingRunSchema, runExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      const run = await getTrainingRun(database, { storeId, runId: c.req.valid('param').id });
      return c.json(shownRun(run), 200);
    },
  });
}

export function getFeatureChecks({ guard, database }: RouteDeps) {
  const schema = z.object({ items: z.array(featureCheckSchema).readonly() });
  const route = createRoute({
    method: 'get',
    path: '/v1/feature-checks',
    operationId: 'listFeatureChecks',
    tags: ['Models'],
    summary: 'List how many features that a model was asked with differ from what the events of that moment say',
    description: 'By days in UTC, newest first. Every one that differs is learned from otherwise than it was served.',
    ...secured(guard, 'models:read'),
    responses: {
      200: jsonAnswer('The newest 30 days', schema, {
        items: [{ day: '2026-11-27', checked: 412, differing: 0, byFeature: {} }],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) =>
      c.json({ items: await readFeatureChecks(database, { storeId: storeOf(c.get('actor')) }) }, 200),
  });
}
