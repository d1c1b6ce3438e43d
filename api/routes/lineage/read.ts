import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { lineageOfFeature } from '../../../services/analytics/lineage/of-feature.ts';
import { lineageOfPerson } from '../../../services/analytics/lineage/of-person.ts';
import { lineageOfPrediction } from '../../../services/analytics/lineage/of-prediction.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams, timePage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  featureLineageExample,
  featureLineageSchema,
  personLineageExample,
  personLineageSchema,
  predictionLineageExample,
  predictionLineageSchema,
  shownFeatureLineage,
  shownPersonLineage,
  shownPredictionLineage,
} from './lineage-schemas.ts';

/** From a feature to the message, and back. */
export function lineageRoutes(deps: RouteDeps) {
  return [getPredictionLineage(deps), getFeatureLineage(deps), getPersonLineage(deps)] as const;
}

function getPredictionLineage({ guard, database, recompute }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/lineage/predictions/{id}',
    operationId: 'getPredictionLineage',
    tags: ['Models'],
    summary: 'Show what a prediction was made from and what came of it, and make it once more',
    ...secured(guard, 'predictions:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('From its features to its messages', predictionLineageSchema, predictionLineageExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const asked = { storeId: storeOf(c.get('actor')), predictionId: c.req.valid('param').id };
      return c.json(shownPredictionLineage(await lineageOfPrediction({ database, recompute }, asked)), 200);
    },
  });
}

function getFeatureLineage({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/lineage/features/{name}/messages',
    operationId: 'listMessagesOfFeature',
    tags: ['Models'],
    summary: 'List the versions that look at a feature and the messages that went out after them, newest first',
    ...secured(guard, 'predictions:read'),
    request: {
      params: z.object({
        name: z
          .string()
          .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be the name of a feature')
          .openapi({ param: { name: 'name', in: 'path' }, example: 'product_views' }),
      }),
      query: z.object(timePage),
    },
    responses: {
      200: jsonAnswer('As long as predictions are kept', featureLineageSchema, featureLineageExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const asked = { storeId: storeOf(c.get('actor')), name: c.req.valid('param').name, limit, after: cursor ?? null };
      return c.json(shownFeatureLineage(await lineageOfFeature(database, asked)), 200);
    },
  });
}

function getPersonLineage({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/lineage/people/{id}',
    operationId: 'getPersonLineage',
    tags: ['Models'],
    summary: 'Show what was predicted of a person, what went out after it, and what may have learned from it',
    ...secured(guard, 'customers:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('As long as predictions are kept', personLineageSchema, personLineageExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const asked = { storeId: storeOf(c.get('actor')), customerId: c.req.valid('param').id };
      return c.json(shownPersonLineage(await lineageOfPerson(database, asked)), 200);
    },
  });
}
