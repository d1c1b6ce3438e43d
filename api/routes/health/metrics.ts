import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import type { ApiEnv } from '../../api-deps.ts';
import type { RouteDeps } from '../../route-deps.ts';

/** What Prometheus scrapes: numbers by route, channel and outcome, never an id of a store or a person. */
export function getMetrics({ metrics }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/metrics',
    operationId: 'getMetrics',
    tags: ['Operations'],
    summary: 'Metrics in the text format of Prometheus',
    security: [],
    responses: {
      200: {
        description: 'The metrics',
        content: { 'text/plain': { schema: z.string(), example: 'api_request_seconds_count 1' } },
      },
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { contentType, body } = await metrics.render();
      return c.text(body, 200, { 'content-type': contentType });
    },
  });
}
