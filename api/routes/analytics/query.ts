import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { getStore } from '../../../services/accounts/stores/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  analyticsOf,
  figureShape,
  metricSchema,
  questionExample,
  questionSchema,
  rangeSchema,
  unitSchema,
} from './question-schemas.ts';

export const answerSchema = z
  .object({
    metric: metricSchema,
    unit: unitSchema,
    currency: z.string().nullable().openapi({ description: 'Of money; null: no currency is known.' }),
    range: rangeSchema,
    previousRange: rangeSchema.nullable(),
    asOf: momentSchema.openapi({ description: 'Everything that was committed before then is counted.' }),
    total: z.object(figureShape),
    rows: z
      .array(
        z.object({
          dimensions: z.record(z.string(), z.string()).openapi({
            description: 'The bucket, by the name of the granularity, and a value of each dimension.',
          }),
          ...figureShape,
          running: z.literal(true).optional().openapi({ description: 'The bucket is not over yet.' }),
        }),
      )
      .readonly()
      .openapi({ description: 'Rows add up to the total, but for medians. What has no row counts as 0.' }),
    otherCurrencies: z.array(z.object({ currency: z.string(), orders: z.int() })).readonly(),
    names: z.object({ productId: z.record(z.string(), z.string()).optional() }).openapi({
      description: 'What the shop called the products last, by their ids; those without a name are left out.',
    }),
  })
  .openapi('AnalyticsAnswer');

export const answerExample = {
  metric: 'recovered_revenue',
  unit: 'money',
  currency: 'EUR',
  range: {
    from: '2026-11-01',
    to: '2026-11-30',
    fromInstant: '2026-10-31T23:00:00.000Z',
    toInstant: '2026-11-30T23:00:00.000Z',
  },
  previousRange: {
    from: '2026-10-01',
    to: '2026-10-31',
    fromInstant: '2026-09-30T22:00:00.000Z',
    toInstant: '2026-10-31T23:00:00.000Z',
  },
  asOf: '2026-12-02T08:59:58.400Z',
  total: { value: 184_650, previous: 150_210 },
  rows: [
    { dimensions: { day: '2026-11-01', channel: 'email' }, value: 140_650, previous: 150_210 },
    { dimensions: { day: '2026-11-02', channel: 'sms' }, value: 44_000, previous: 0 },
  ],
  otherCurrencies: [{ currency: 'USD', orders: 33 }],
  names: {},
} as const;

export function postAnalyticsQuery({ guard, analytics, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/analytics/query',
    operationId: 'queryAnalytics',
    tags: ['Analytics'],
    summary: 'Count a metric, by time and dimensions',
    ...secured(guard, 'stats:read'),
    request: { body: jsonBody(questionSchema, questionExample) },
    responses: {
      200: jsonAnswer('A number, and the rows that it is made of', answerSchema, answerExample),
      ...writeErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      const reader = analyticsOf({ analytics });
      const { timeZone } = await getStore(database, { storeId });
      const answer = await reader.query({ storeId, timeZone, ...c.req.valid('json') }, c.req.raw.signal);
      return c.json(answer, 200);
    },
  });
}
