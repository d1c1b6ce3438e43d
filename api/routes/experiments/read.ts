import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { readExperiment, readExperiments } from '../../../services/analytics/experiments/read.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  experimentExample,
  experimentSchema,
  experimentSummaryExample,
  experimentSummarySchema,
} from './experiment-schemas.ts';

export function getExperiments({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/experiments',
    operationId: 'listExperiments',
    tags: ['Experiments'],
    summary: 'Compare, for each campaign, the people who got its messages with its holdout',
    description: 'Of the 50 newest campaigns that were ever active.',
    ...secured(guard, 'stats:read'),
    responses: {
      200: jsonAnswer('Newest first', z.object({ items: z.array(experimentSummarySchema).readonly() }), {
        items: [experimentSummaryExample],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const experiments = await readExperiments(database, { storeId: storeOf(c.get('actor')), nowMs: now() });
      const items = experiments.map(({ shareCourse: _, money, since, ...experiment }) => ({
        ...experiment,
        since: since.toISOString(),
        money: money.map(({ course: __, ...each }) => each),
      }));
      return c.json({ items }, 200);
    },
  });
}

export function getExperiment({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/experiments/{id}',
    operationId: 'getExperiment',
    tags: ['Experiments'],
    summary: 'Compare the people who got the messages of a campaign with its holdout, and how it came about',
    description:
      'People count from the first message that would have gone out, for seven days of the store. A followed link, last touch and the comparison are three views of the same people and never added up.',
    ...secured(guard, 'stats:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('The comparison; `id` is that of the campaign', experimentSchema, experimentExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const key = { storeId: storeOf(c.get('actor')), campaignId: c.req.valid('param').id };
      const { since, ...experiment } = await readExperiment(database, { ...key, nowMs: now() });
      return c.json({ ...experiment, since: since.toISOString() }, 200);
    },
  });
}
