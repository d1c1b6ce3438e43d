import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { rangeOf, rangeQuery } from '../../openapi/time-range.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { readerOf, reportExample, reportSchema } from './report-schemas.ts';

const schema = reportSchema(
  'FunnelReport',
  z.object({
    abandoned: z.int().openapi({ description: 'Carts judged abandoned within the range, with a recovery or without.' }),
    started: z
      .int()
      .openapi({ description: 'Carts whose recovery started within the range; all that follows is of these.' }),
    messaged: z.int().openapi({ description: 'With a message that a provider took.' }),
    reported: z.int().openapi({
      description: 'Of whose messages a provider said more; 0: nothing is known of the next three.',
    }),
    delivered: z.int(),
    opened: z.int(),
    clicked: z.int(),
    recovered: z.int().openapi({ description: 'Bought after a message.' }),
    unaided: z.int().openapi({ description: 'Bought before any message.' }),
  }),
);

const example = {
  ...reportExample,
  rows: [
    {
      abandoned: 714,
      started: 402,
      messaged: 365,
      reported: 360,
      delivered: 351,
      opened: 190,
      clicked: 77,
      recovered: 41,
      unaided: 12,
    },
  ],
} as const;

export function getFunnel({ guard, reports, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/reports/funnel',
    operationId: 'getFunnelReport',
    tags: ['Reports'],
    summary: 'Report how far abandoned carts came',
    ...secured(guard, 'stats:read'),
    request: { query: z.object(rangeQuery) },
    responses: { 200: jsonAnswer('One row, in carts', schema, example), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const range = rangeOf(c.req.valid('query'), now());
      const report = await readerOf({ reports }).funnel({ storeId: storeOf(c.get('actor')), ...range });
      return c.json({ ...range, ...report }, 200);
    },
  });
}
