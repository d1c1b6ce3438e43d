import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { dimensionsOfMetric, metricIds, metricOf } from '../../../domain/analytics/catalogue.ts';
import { type Dimension, dimensions } from '../../../domain/analytics/measures.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { dimensionSchema, metricSchema, unitSchema } from './question-schemas.ts';

const schema = z
  .object({
    metrics: z
      .array(
        z.object({
          id: metricSchema,
          name: z.string(),
          definition: z.string(),
          unit: unitSchema,
          dimensions: z.array(dimensionSchema).readonly(),
        }),
      )
      .readonly(),
    dimensions: z.array(z.object({ id: dimensionSchema, definition: z.string() })).readonly(),
  })
  .openapi('AnalyticsCatalogue');

const metrics = metricIds.map((id) => {
  const metric = metricOf(id);
  const { name, definition, unit } = metric;
  return { id, name, definition, unit, dimensions: dimensionsOfMetric(metric) };
});
const known = (Object.entries(dimensions) as [Dimension, string][]).map(([id, definition]) => ({ id, definition }));

const example = {
  metrics: metrics.filter(({ id }) => id === 'recovery_rate'),
  dimensions: known.filter(({ id }) => id === 'campaignId'),
};

export function getAnalyticsCatalogue({ guard }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/analytics/catalogue',
    operationId: 'getAnalyticsCatalogue',
    tags: ['Analytics'],
    summary: 'List every metric with its definition, and by what it can be broken down',
    ...secured(guard, 'stats:read'),
    responses: { 200: jsonAnswer('The same for every store', schema, example), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json({ metrics, dimensions: known }, 200),
  });
}
