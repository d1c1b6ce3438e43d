import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { isTimeZone } from '../../../domain/place.ts';
import { getStore } from '../../../services/accounts/stores/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { rangeOf, rangeQuery } from '../../openapi/time-range.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { readerOf, reportExample, reportSchema } from './report-schemas.ts';

const rowSchema = z.object({
  day: z.iso.date().openapi({ description: 'On which the order was placed, in the time zone of the report.' }),
  campaignId: z.string().nullable(),
  currency: z.string().openapi({ description: 'ISO 4217; empty: the shop told none.' }),
  orders: z.int().openapi({ description: 'Orders that count to a recovery and arrived after one of its messages.' }),
  ordersWithoutAmount: z.int().openapi({ description: 'Of these, orders without a known total.' }),
  amountMinor: z.int().openapi({ description: 'Their totals in minor units; refunds are not deducted.' }),
  refundedMinor: z.int(),
  unaidedOrders: z.int().openapi({ description: 'Orders that count to a recovery which had sent nothing yet.' }),
  unaidedAmountMinor: z.int(),
});

const schema = reportSchema('RecoveredRevenueReport', rowSchema).extend({ timeZone: z.string() });

const example = {
  ...reportExample,
  timeZone: 'Europe/Vienna',
  rows: [
    {
      day: '2026-11-21',
      campaignId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11',
      currency: 'EUR',
      orders: 7,
      ordersWithoutAmount: 0,
      amountMinor: 48_650,
      refundedMinor: 1_900,
      unaidedOrders: 2,
      unaidedAmountMinor: 9_980,
    },
  ],
} as const;

export function getRecoveredRevenue({ guard, reports, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/reports/recovered-revenue',
    operationId: 'getRecoveredRevenueReport',
    tags: ['Reports'],
    summary: 'Report what recoveries brought, by day, campaign and currency',
    ...secured(guard, 'stats:read'),
    request: {
      query: z.object({
        ...rangeQuery,
        timeZone: z
          .string()
          .max(64)
          .refine(isTimeZone, 'must be an IANA time zone, e.g. Europe/Vienna')
          .optional()
          .openapi({ description: "Whose days are counted; the store's unless given.", example: 'Europe/Vienna' }),
      }),
    },
    responses: { 200: jsonAnswer('By day, campaign and currency', schema, example), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const query = c.req.valid('query');
      const storeId = storeOf(c.get('actor'));
      const range = rangeOf(query, now());
      const timeZone = query.timeZone ?? (await getStore(database, { storeId })).timeZone;
      const report = await readerOf({ reports }).recoveredRevenue({ storeId, ...range, timeZone });
      return c.json({ ...range, timeZone, ...report }, 200);
    },
  });
}
