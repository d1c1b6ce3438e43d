import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { lineageAround } from '../../../services/analytics/lineage/graph-around.ts';
import { lineageKinds } from '../../../services/analytics/lineage/lineage-graph.ts';
import { lineageOfFeature } from '../../../services/analytics/lineage/of-feature.ts';
import { lineageOfPerson } from '../../../services/analytics/lineage/of-person.ts';
import { lineageOfPrediction } from '../../../services/analytics/lineage/of-prediction.ts';
import { answersWithoutFeature } from '../../../services/analytics/lineage/without-feature.ts';
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
  lineageGraphExample,
  lineageGraphSchema,
  personLineageExample,
  personLineageSchema,
  predictionLineageExample,
  predictionLineageSchema,
  shownFeatureLineage,
  shownLineageGraph,
  shownPersonLineage,
  shownPredictionLineage,
  withoutFeatureExample,
  withoutFeatureSchema,
} from './lineage-schemas.ts';
import { getOpenLineage } from './open-lineage.ts';

const featureParams = z.object({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be the name of a feature')
    .openapi({ param: { name: 'name', in: 'path' }, example: 'product_views' }),
});

/** From a feature to the message, and back. */
export function lineageRoutes(deps: RouteDeps) {
  return [
    ...[getLineageGraph(deps), getPredictionLineage(deps)],
    ...[getFeatureLineage(deps), getWithoutFeature(deps), getPersonLineage(deps), getOpenLineage(deps)],
  ] as const;
}

function getLineageGraph({ guard, database, lineageEvents }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/lineage/graph',
    operationId: 'getLineageGraph',
    tags: ['Models'],
    summary: 'Show what one thing came from and what it led to',
    description:
      'A graph of its near surroundings, from events over carts, predictions and decisions to messages and orders. Asks for the permission to read a thing of its kind too.',
    ...secured(guard, 'predictions:read'),
    request: {
      query: z.object({
        kind: z.enum(lineageKinds).openapi({ example: 'cart' }),
        id: z.string().openapi({
          description: 'A UUID; of a feature its name, of an event the shop’s id of it.',
          example: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11',
        }),
      }),
    },
    responses: {
      200: jsonAnswer(
        'Things and links from what came first to what came of it',
        lineageGraphSchema,
        lineageGraphExample,
      ),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const asked = { actor, storeId: storeOf(actor), ...c.req.valid('query') };
      return c.json(shownLineageGraph(await lineageAround({ database, events: lineageEvents }, asked)), 200);
    },
  });
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
      params: featureParams,
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

function getWithoutFeature({ guard, database, rescore }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/lineage/features/{name}/without',
    operationId: 'getAnswersWithoutFeature',
    tags: ['Models'],
    summary: 'Show what would change if a feature were not known',
    description:
      'The newest predictions for recoveries, 200 at most, scored once more by their own versions as if the feature were not known.',
    ...secured(guard, 'predictions:read'),
    request: { params: featureParams },
    responses: {
      200: jsonAnswer(
        'How far probabilities move, and what is decided by them',
        withoutFeatureSchema,
        withoutFeatureExample,
      ),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const asked = { storeId: storeOf(c.get('actor')), name: c.req.valid('param').name };
      const { since, ...found } = await answersWithoutFeature({ database, rescore }, asked);
      return c.json({ ...found, since: since?.toISOString() ?? null }, 200);
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
