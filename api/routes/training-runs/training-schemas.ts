import { z } from '@hono/zod-openapi';
import { trainingEndReasons, trainingReasons, trainingStates } from '../../../domain/training/training-run.ts';
import { trainingResultSchema, upliftResultSchema } from '../../../services/prediction/training/training-result.ts';
import type { TrainingRun } from '../../../services/prediction/training/training-run.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { modelNameSchema, scopeSchema } from '../models/model-schemas.ts';

export const trainingRunSchema = z
  .object({
    id: z.string(),
    scope: scopeSchema,
    model: modelNameSchema,
    reason: z.enum(trainingReasons),
    state: z.enum(trainingStates),
    endReason: z
      .enum(trainingEndReasons)
      .nullable()
      .openapi({ description: 'Why there is no model: a gate that was not passed, or what broke.' }),
    progress: z.object({ step: z.string(), done: z.number().openapi({ description: 'Of the step, from 0 to 1.' }) }),
    result: trainingResultSchema
      .nullable()
      .openapi({ description: 'Measured on carts that came after those it learned from; null: not measured.' }),
    upliftResult: upliftResultSchema
      .nullable()
      .openapi({ description: 'The same of a model of what messages change, on decisions that came after.' }),
    versionId: z.string().nullable().openapi({ description: 'The model version that came of it.' }),
    cancelAsked: z.boolean(),
    requestedAt: momentSchema,
    startedAt: momentSchema.nullable(),
    endedAt: momentSchema.nullable(),
  })
  .openapi('TrainingRun');

export const featureCheckSchema = z
  .object({
    day: z.string(),
    checked: z.int(),
    differing: z.int(),
    byFeature: z.record(z.string(), z.int()),
  })
  .openapi('FeatureCheck');

export function shownRun({ scope, ...run }: TrainingRun) {
  return { ...run, scope: scope.storeId === null ? ('platform' as const) : ('store' as const) };
}

const measures = {
  auc: { mean: 0.741, low: 0.729, high: 0.753 },
  averagePrecision: { mean: 0.342, low: 0.322, high: 0.363 },
  logLoss: { mean: 0.372, low: 0.363, high: 0.381 },
  brier: { mean: 0.116, low: 0.113, high: 0.12 },
  ece: { mean: 0.0088, low: 0.0071, high: 0.0141 },
} as const;

export const runExample = {
  id: '0199a3e1-4b1e-7c52-9c31-5d0e8f2a4b10',
  scope: 'store',
  model: 'purchase',
  reason: 'asked',
  state: 'registered',
  endReason: null,
  progress: { step: 'writing', done: 0 },
  result: {
    candidate: 'own_trees',
    candidates: [
      { name: 'served_moved', logLoss: 0.401 },
      { name: 'own_trees', logLoss: 0.369 },
    ],
    gates: [
      {
        code: 'parity',
        name: 'largest difference of LightGBM and ONNX Runtime',
        found: 2.1e-7,
        asked: '< 1e-05',
        passed: true,
      },
      {
        code: 'calibration_error',
        name: 'expected calibration error on later carts',
        found: 0.0088,
        asked: '<= 0.02',
        passed: true,
      },
    ],
    metrics: measures,
    served: { ...measures, auc: { mean: 0.66, low: 0.646, high: 0.674 } },
    gain: { mean: 0.031, low: 0.026, high: 0.037 },
    slope: 1.02,
    reliability: [{ rows: 400, predicted: 0.142, observed: 0.15 }],
    slices: [
      {
        by: 'value',
        value: 'high',
        rows: 1_900,
        buyers: 231,
        measures: { auc: measures.auc, logLoss: measures.logLoss, ece: measures.ece },
      },
    ],
    importance: [{ feature: 'activity_age_seconds', share: 0.21 }],
    rows: { all: 38_211, buyers: 5_412, drawn: 31_980, learned: 26_747, calibrated: 948, asked: 951 },
    rounds: 120,
    cpuSeconds: 11.4,
  },
  upliftResult: null,
  versionId: '0199a3e1-9c1e-7d52-a9a4-6f0c7a5f2b11',
  cancelAsked: false,
  requestedAt: '2026-11-27T10:00:00.000Z',
  startedAt: '2026-11-27T10:00:01.204Z',
  endedAt: '2026-11-27T10:00:31.911Z',
} as const;

export const requestedExample = {
  ...runExample,
  state: 'requested',
  progress: { step: 'requested', done: 0 },
  ...{ result: null, versionId: null, startedAt: null, endedAt: null },
} as const;
