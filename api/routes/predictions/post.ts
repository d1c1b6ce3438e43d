import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { uuidSchema } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const predictionSchema = z
  .object({
    cartId: z.string(),
    probability: z.number().openapi({ description: 'Chance of a purchase without any help, 0 to 1.' }),
    modelVersion: z.string(),
    reasons: z
      .array(
        z.object({
          feature: z.string(),
          value: z.number().nullable(),
          direction: z.enum(['raises', 'lowers']),
          contribution: z.number(),
        }),
      )
      .readonly()
      .openapi({ description: 'What moved it most, strongest first; contributions are log-odds.' }),
  })
  .openapi('Prediction');

const cartId = '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21';
const example = {
  cartId,
  probability: 0.31,
  modelVersion: 'prior-1',
  reasons: [{ feature: 'views', value: 14, direction: 'raises', contribution: 0.62 }],
} as const;

export function postPredictions({ guard, predict }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/predictions',
    operationId: 'predict',
    tags: ['Predictions'],
    summary: 'Predict whether a cart is bought without help',
    ...secured(guard, 'predictions:read'),
    request: { body: jsonBody(z.object({ cartId: uuidSchema }).openapi('PredictionRequest'), { cartId }) },
    responses: {
      200: jsonAnswer('The prediction and what moved it', predictionSchema, example),
      ...writeErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const cart = { storeId: storeOf(c.get('actor')), cartId: c.req.valid('json').cartId };
      const prediction = await predict(cart).catch((cause: unknown) => {
        throw new ServiceError('unavailable', 'No model can answer at the moment.', { cause });
      });
      if (!prediction) throw new ServiceError('not_found', 'This store has no cart with this id.', { path: 'cartId' });
      const { probability, modelVersion, reasons } = prediction;
      return c.json(
        {
          cartId: cart.cartId,
          probability,
          modelVersion,
          reasons: reasons.map(({ feature, value, direction, contribution }) => ({
            feature,
            value,
            direction,
            contribution,
          })),
        },
        200,
      );
    },
  });
}
