import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { daysAheadMax, daysNeeded } from '../../../domain/forecast/forecast.ts';
import { methodIds } from '../../../domain/forecast/method.ts';
import { forecastMetrics } from '../../../services/analytics/forecast/forecast-reader.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema } from '../../openapi/json-content.ts';
import { currencyFilter } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { unitSchema } from './question-schemas.ts';

const daysDefault = 14;

const days = z
  .string()
  .regex(/^\d{1,2}$/, `must be a whole number from 1 to ${daysAheadMax}`)
  .transform(Number)
  .refine((value) => value >= 1 && value <= daysAheadMax, `must be a whole number from 1 to ${daysAheadMax}`)
  .default(daysDefault)
  .openapi({
    type: 'integer',
    minimum: 1,
    maximum: daysAheadMax,
    default: daysDefault,
    description: 'How many days ahead, today included.',
  });

const query = z.object({
  metric: z.enum(forecastMetrics),
  days,
  currency: currencyFilter.optional().openapi({
    description: 'Of money the currency with most orders unless given; of carts all currencies.',
  }),
});

const intervalShape = { lower: z.number(), upper: z.number() };

const schema = z
  .object({
    metric: z.enum(forecastMetrics),
    unit: unitSchema,
    currency: z.string().nullable(),
    timeZone: z.string().openapi({ description: 'Of the store, whose days they are.' }),
    asOf: momentSchema.openapi({ description: 'Everything that was committed before then is counted.' }),
    past: z
      .array(z.object({ day: z.iso.date(), value: z.number() }))
      .readonly()
      .openapi({ description: 'Whole days, oldest first; at most half a year.' }),
    forecast: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('ready'),
        method: z.enum(methodIds).openapi({
          description:
            'What was wrong by least on the held-out days: the mean of the same weekday in the weeks before, exponential smoothing with a weekly season, the mean of the two, or each day as its weekday with a week that is drawn towards that of other shops.',
        }),
        days: z
          .array(z.object({ day: z.iso.date(), value: z.number(), ...intervalShape }))
          .readonly()
          .openapi({
            description: 'The first is the first day that is not over. Eight of ten days lie within their ends.',
          }),
        total: z.object({ value: z.number(), interval: z.object(intervalShape).nullable() }).openapi({
          description: 'Of all these days. The interval is null while there are too few days to judge it by.',
        }),
        heldOut: z
          .object({
            origins: z
              .int()
              .openapi({ description: 'Days from which a forecast was made without the days after them.' }),
            meanAbsoluteError: z.number(),
            lastWeekError: z.number().openapi({ description: 'The same of taking each day as a week before.' }),
            scaledError: z.number().nullable().openapi({
              description:
                'The mean absolute error divided by that of the day a week before (MASE); below 1 is better.',
            }),
            coverage: z.number().nullable().openapi({
              description: 'Share of the days within an interval that was made before them; 0.8 is meant.',
            }),
            peaks: z.object({ days: z.int(), coverage: z.number() }).nullable().openapi({
              description:
                'The same of peak days (a tenth of the past) only, which a good share over all days hides; null: too few yet.',
            }),
            spannedShare: z.number().openapi({
              description:
                'Share of the known errors that the intervals span: more than 0.8 after days that lay outside.',
            }),
          })
          .openapi({ description: 'How wrong the same forecast was on days of the past.' }),
      }),
      z.object({
        kind: z.literal('not_enough'),
        days: z.int().openapi({ description: 'Whole days since the first that had anything.' }),
        daysMissing: z.int().openapi({ description: `Until there are ${daysNeeded}.` }),
      }),
    ]),
    otherCurrencies: z.array(z.object({ currency: z.string(), orders: z.int() })).readonly(),
  })
  .openapi('Forecast');

const example = {
  metric: 'recovered_revenue',
  unit: 'money',
  currency: 'EUR',
  timeZone: 'Europe/Vienna',
  asOf: '2026-11-27T08:59:58.400Z',
  past: [
    { day: '2026-11-25', value: 41_200 },
    { day: '2026-11-26', value: 38_950 },
  ],
  forecast: {
    kind: 'ready',
    method: 'holt_winters',
    days: [
      { day: '2026-11-27', value: 52_300, lower: 39_800, upper: 66_100 },
      { day: '2026-11-28', value: 61_750, lower: 48_200, upper: 77_900 },
    ],
    total: { value: 114_050, interval: { lower: 96_400, upper: 133_800 } },
    heldOut: {
      origins: 70,
      meanAbsoluteError: 9_840,
      lastWeekError: 12_310,
      scaledError: 0.81,
      coverage: 0.79,
      peaks: { days: 9, coverage: 0.71 },
      spannedShare: 0.84,
    },
  },
  otherCurrencies: [],
} as const;

export function getAnalyticsForecast({ guard, readForecast }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/analytics/forecast',
    operationId: 'getForecast',
    tags: ['Analytics'],
    summary: 'Forecast a metric for the next days, with an interval and how wrong the same forecast was before',
    ...secured(guard, 'stats:read'),
    request: { query },
    responses: { 200: jsonAnswer('A forecast, or how many days it still needs', schema, example), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      if (!readForecast) throw new ServiceError('unavailable', 'This API has no analytics.');
      return c.json(await readForecast({ storeId: storeOf(c.get('actor')), ...c.req.valid('query') }), 200);
    },
  });
}
