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
  'NonSendsReport',
  z.object({
    kind: z.enum(['not_started', 'not_sent']),
    reason: z.string().nullable(),
    reasonText: z.string().nullable(),
    channel: z.string().nullable(),
    decisions: z.int(),
    carts: z.int().openapi({ description: 'Different carts among these decisions.' }),
  }),
);

const example = {
  ...reportExample,
  rows: [
    {
      kind: 'not_started',
      reason: 'no_consent',
      reasonText: 'The person has not agreed to messages on any reachable channel.',
      channel: null,
      decisions: 77,
      carts: 75,
    },
  ],
} as const;

export function getNonSends({ guard, reports, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/reports/non-sends',
    operationId: 'getNonSendsReport',
    tags: ['Reports'],
    summary: 'Report why nothing was started or sent',
    ...secured(guard, 'stats:read'),
    request: { query: z.object(rangeQuery) },
    responses: { 200: jsonAnswer('By reason and channel, most frequent first', schema, example), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const range = rangeOf(c.req.valid('query'), now());
      const report = await readerOf({ reports }).nonSends({ storeId: storeOf(c.get('actor')), ...range });
      return c.json({ ...range, ...report }, 200);
    },
  });
}
