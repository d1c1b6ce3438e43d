import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const daySchema = z.iso
  .date()
  .refine((day) => day >= '2000-01-01' && day <= '2199-12-31', 'must be between the years 2000 and 2199');

const comparedShape = {
  predictions: z.int(),
  matured: z.int().openapi({ description: 'Predictions whose time to buy is over.' }),
  predicted: z.number().nullable().openapi({ description: 'Mean chance of the matured ones.' }),
  bought: z.int(),
  boughtAfterMessage: z.int().openapi({ description: 'Of these, after a message: the prediction is of none.' }),
  observed: z
    .object({ share: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .openapi({ description: 'Share that bought, with its 95 % interval (Wilson); null: not enough carts yet.' }),
};

const schema = z
  .object({
    range: z.object({ from: z.string(), to: z.string() }),
    asOf: momentSchema,
    maturityMs: z.int().openapi({ description: 'How long is waited for a purchase, by the store’s clock.' }),
    cartsPerBinMin: z.int(),
    bins: z.array(z.object({ from: z.number(), to: z.number(), ...comparedShape })).readonly(),
    total: z.object(comparedShape),
    days: z
      .array(
        z.object({
          day: z.string(),
          forRecoveries: z.int(),
          forApi: z.int(),
          medianMs: z.number().nullable(),
          p95Ms: z.number().nullable(),
        }),
      )
      .readonly()
      .openapi({
        description: 'Those of readers are kept for 30 days, those of recoveries for 180: earlier days have none.',
      }),
    reasons: z
      .array(z.object({ feature: z.string(), raises: z.int(), lowers: z.int(), meanContribution: z.number() }))
      .readonly()
      .openapi({ description: 'What moved the newest 20,000 predictions, most frequent first.' }),
  })
  .openapi('PredictionReport');

const compared = {
  predictions: 812,
  matured: 640,
  predicted: 0.146,
  bought: 88,
  boughtAfterMessage: 31,
  observed: { share: 0.1375, low: 0.113, high: 0.166 },
} as const;

const example = {
  range: { from: '2026-11-01', to: '2026-11-30' },
  asOf: '2026-11-30T09:59:58.400Z',
  maturityMs: 259_200_000,
  cartsPerBinMin: 30,
  bins: [{ from: 0.1, to: 0.2, ...compared }],
  total: compared,
  days: [{ day: '2026-11-30', forRecoveries: 41, forApi: 3, medianMs: 4.1, p95Ms: 11.8 }],
  reasons: [{ feature: 'product_views', raises: 402, lowers: 211, meanContribution: 0.41 }],
} as const;

export function getPredictionReport({ guard, reportPredictions }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/predictions/report',
    operationId: 'getPredictionReport',
    tags: ['Predictions'],
    summary: 'Compare predictions with what happened, by the predicted chance',
    ...secured(guard, 'predictions:read'),
    request: {
      query: z.object({
        from: daySchema.optional().openapi({ description: 'A day of the store’s calendar, included; with `to`.' }),
        to: daySchema.optional().openapi({ description: 'Included. Without both: the last 30 days.' }),
      }),
    },
    responses: { 200: jsonAnswer('Ten bins, and all together', schema, example), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      if (!reportPredictions) throw new ServiceError('unavailable', 'This API has no analytics.');
      const { from, to } = c.req.valid('query');
      if ((from === undefined) !== (to === undefined))
        throw new ServiceError('bad_request', 'Give both `from` and `to`, or neither.', { path: from ? 'to' : 'from' });
      const storeId = storeOf(c.get('actor'));
      return c.json(await reportPredictions({ storeId, ...(from && to && { range: { from, to } }) }), 200);
    },
  });
}
