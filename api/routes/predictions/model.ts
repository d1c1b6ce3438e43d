import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const measured = z.object({ mean: z.number(), low: z.number(), high: z.number() });

const schema = z
  .object({
    version: z.string(),
    featureSet: z.object({ name: z.string(), version: z.int(), hash: z.string() }),
    features: z.array(z.object({ name: z.string(), unit: z.string(), description: z.string() })).readonly(),
    training: z.object({
      name: z.string(),
      url: z.string(),
      licence: z.string(),
      attribution: z.string(),
      label: z.string(),
      rows: z.int(),
      positives: z.int(),
      trainedAt: z.string().nullable().openapi({ description: 'A day; null: its trainer did not say.' }),
    }),
    metrics: z.object({ auc: measured, averagePrecision: measured, logLoss: measured, brier: measured }),
    calibration: z.object({ ece: z.number(), slope: z.number() }),
    withoutBrowsingAuc: z.number().openapi({ description: 'The same where product views are not observed.' }),
    threshold: z.number().openapi({ description: 'Where a yes or no has its best F1.' }),
    gates: z.array(z.object({ name: z.string(), found: z.number(), asked: z.string() })).readonly(),
    card: z.string().nullable().openapi({ description: 'The model card, Markdown.' }),
  })
  .openapi('Model');

const example = {
  version: 'prior-1',
  featureSet: { name: 'session', version: 1, hash: 'd2633d96e855f601f798a7da2accc53320fc992b980e70e9fc179bb6fc0177da' },
  features: [{ name: 'weekend', unit: '0 or 1', description: 'the session began on a Saturday or Sunday of the shop' }],
  training: {
    name: 'Online Shoppers Purchasing Intention Dataset (UCI 468)',
    url: 'https://archive.ics.uci.edu/dataset/468',
    licence: 'CC BY 4.0',
    attribution: 'C. O. Sakar, S. O. Polat, M. Katircioglu, Y. Kastro (2019)',
    label: 'the session ended with a purchase',
    rows: 12_330,
    positives: 1_908,
    trainedAt: null,
  },
  metrics: {
    auc: { mean: 0.711, low: 0.697, high: 0.721 },
    averagePrecision: { mean: 0.3, low: 0.277, high: 0.312 },
    logLoss: { mean: 0.392, low: 0.382, high: 0.402 },
    brier: { mean: 0.121, low: 0.117, high: 0.126 },
  },
  calibration: { ece: 0.0089, slope: 1 },
  withoutBrowsingAuc: 0.567,
  threshold: 0.19,
  gates: [{ name: 'calibration slope', found: 1, asked: '0.9 to 1.1' }],
  card: '# Model card: prior-1',
} as const;

export function getModel({ guard, describeModel }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/predictions/model',
    operationId: 'getModel',
    tags: ['Predictions'],
    summary: 'Describe the model that predicts: what it learned from, how good it is, where it is wrong',
    ...secured(guard, 'predictions:read'),
    responses: { 200: jsonAnswer('As its trainer and its card say', schema, example), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const described = await describeModel?.(storeOf(c.get('actor'))).catch((cause: unknown) => {
        throw new ServiceError('unavailable', 'No model can be loaded at the moment.', { cause });
      });
      if (!described) throw new ServiceError('unavailable', 'This API has no model.');
      const { manifest, features, card } = described;
      const { featureSet, training, metrics, calibration } = manifest;
      return c.json(
        {
          version: manifest.modelVersion,
          featureSet: { name: featureSet.name, version: featureSet.version, hash: featureSet.hash },
          features,
          training: {
            ...{ name: training.name, url: training.url, licence: training.licence, label: training.label },
            ...{ attribution: training.attribution, rows: training.rows, positives: training.positives },
            trainedAt: training.trainedAt ?? null,
          },
          metrics: {
            auc: shown(metrics.auc),
            averagePrecision: shown(metrics.averagePrecision),
            logLoss: shown(metrics.logLoss),
            brier: shown(metrics.brier),
          },
          calibration: { ece: calibration.ece, slope: calibration.slope },
          withoutBrowsingAuc: manifest.withoutBrowsing.auc,
          threshold: manifest.threshold,
          gates: manifest.gates.map(({ name, found, asked }) => ({ name, found, asked })),
          card,
        },
        200,
      );
    },
  });
}

function shown({ mean, low, high }: { readonly mean: number; readonly low: number; readonly high: number }) {
  return { mean, low, high };
}
