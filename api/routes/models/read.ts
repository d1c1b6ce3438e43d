import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { compareModels } from '../../../services/prediction/registry/compare.ts';
import { manifestOf } from '../../../services/prediction/registry/describe-version.ts';
import {
  findAnswering,
  getVersion,
  listMoves,
  listServed,
  listVersions,
  versionsShownMax,
} from '../../../services/prediction/registry/versions.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { idCursor } from '../../cursor.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { idPage, idParams, uuidSchema } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  measuredSchema,
  moveExample,
  moveSchema,
  servedExample,
  servedSchema,
  shownMove,
  shownServed,
  shownVersion,
  shownVersionDetail,
  versionDetailExample,
  versionDetailSchema,
  versionExample,
  versionSchema,
} from './model-schemas.ts';

export function getModels({ guard, database }: RouteDeps) {
  const schema = z
    .object({ served: z.array(servedSchema).readonly(), versions: z.array(versionSchema).readonly() })
    .openapi('Models');
  const route = createRoute({
    method: 'get',
    path: '/v1/models',
    operationId: 'listModels',
    tags: ['Models'],
    summary: 'List model versions of the store and of the platform, and which of them answer',
    description: `The newest ${versionsShownMax} versions, newest first.`,
    ...secured(guard, 'models:read'),
    responses: {
      200: jsonAnswer('What answers, and every version', schema, {
        served: [servedExample],
        versions: [versionExample],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      const [served, versions] = await Promise.all([
        listServed(database, { storeId }),
        listVersions(database, { storeId }),
      ]);
      return c.json({ served: served.map(shownServed), versions: versions.map(shownVersion) }, 200);
    },
  });
}

export function getModelVersion({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/models/{id}',
    operationId: 'getModelVersion',
    tags: ['Models'],
    summary: 'Show a model version: what it learned from, how good it is, its files and its card',
    ...secured(guard, 'models:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('The version', versionDetailSchema, versionDetailExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const seen = { storeId: storeOf(c.get('actor')), versionId: c.req.valid('param').id };
      return c.json(shownVersionDetail(await getVersion(database, seen)), 200);
    },
  });
}

const comparedSchema = z
  .object({
    base: versionSchema,
    candidate: versionSchema,
    metrics: z
      .array(
        z.object({
          name: z.string(),
          base: measuredSchema.nullable(),
          candidate: measuredSchema.nullable(),
          difference: z.number().nullable(),
          better: z.enum(['higher', 'lower']),
          apart: z.boolean().openapi({ description: 'The intervals have no value in common.' }),
        }),
      )
      .readonly(),
  })
  .openapi('ComparedModels');

const comparedExample = {
  base: { ...versionExample, version: 'store-1', stage: 'archived' },
  candidate: versionExample,
  metrics: [
    {
      ...{ name: 'auc', base: { mean: 0.711, low: 0.697, high: 0.721 } },
      ...{ candidate: { mean: 0.742, low: 0.731, high: 0.753 }, difference: 0.031, better: 'higher', apart: true },
    },
  ],
} as const;

export function getModelComparison({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/models/{id}/compare',
    operationId: 'compareModels',
    tags: ['Models'],
    summary: 'Compare a model version with another one, as their trainers measured them',
    ...secured(guard, 'models:read'),
    request: {
      params: idParams,
      query: z.object({
        with: uuidSchema.optional().openapi({
          description: 'The version to compare it with; without it, the one that answers in this store.',
        }),
      }),
    },
    responses: { 200: jsonAnswer('Figures side by side', comparedSchema, comparedExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      const candidate = await getVersion(database, { storeId, versionId: c.req.valid('param').id });
      const { model } = candidate;
      const versionId =
        c.req.valid('query').with ?? (await findAnswering(database, { storeId, model })) ?? candidate.id;
      const base = await getVersion(database, { storeId, versionId });
      const metrics = compareModels(manifestOf(base), manifestOf(candidate));
      return c.json({ base: shownVersion(base), candidate: shownVersion(candidate), metrics }, 200);
    },
  });
}

export function getModelMoves({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/model-moves',
    operationId: 'listModelMoves',
    tags: ['Models'],
    summary: 'List what was done with model versions, by whom and why',
    ...secured(guard, 'models:read'),
    request: { query: z.object(idPage) },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(moveSchema), { items: [moveExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const storeId = storeOf(c.get('actor'));
      const { items, next } = await listMoves(database, { storeId, limit, after: cursor ?? null });
      return c.json({ items: items.map(shownMove), nextCursor: next === null ? null : idCursor(next) }, 200);
    },
  });
}
