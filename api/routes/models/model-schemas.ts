import { z } from '@hono/zod-openapi';
import { actorKinds } from '../../../domain/actor.ts';
import { type ModelScope, modelMoveKinds, modelNames, modelStages } from '../../../domain/model.ts';
import { metricsOf } from '../../../services/prediction/registry/compare.ts';
import { describeVersion, manifestOf } from '../../../services/prediction/registry/describe-version.ts';
import type { Served } from '../../../services/prediction/registry/move.ts';
import type { ModelMove, ModelVersion } from '../../../services/prediction/registry/versions.ts';
import { momentSchema } from '../../openapi/json-content.ts';

const scopeNames = ['platform', 'store'] as const;

export const modelNameSchema = z.enum(modelNames);
export const scopeSchema = z
  .enum(scopeNames)
  .openapi({ description: 'For every store without a version of its own, or for this store.' });

export const measuredSchema = z.object({ mean: z.number(), low: z.number(), high: z.number() });

const versionShape = {
  id: z.string(),
  scope: scopeSchema,
  model: modelNameSchema.openapi({ description: '`purchase`: buys without help; `uplift`: what a message changes.' }),
  version: z.string(),
  stage: z.enum(modelStages),
  featureSet: z.object({ name: z.string(), version: z.int(), hash: z.string() }),
  createdAt: momentSchema,
  training: z.object({ rows: z.int(), positives: z.int(), trainedAt: z.string().nullable() }),
  metrics: z.record(z.string(), measuredSchema),
};

export const versionSchema = z.object(versionShape).openapi('ModelVersion');

export const versionDetailSchema = z
  .object({
    ...versionShape,
    features: z.array(z.object({ name: z.string(), unit: z.string(), description: z.string() })).readonly(),
    label: z.string(),
    source: z.object({ name: z.string(), url: z.string().nullable(), licence: z.string().nullable() }),
    calibration: z.object({ ece: z.number(), slope: z.number() }),
    threshold: z.number(),
    gates: z.array(z.object({ name: z.string(), found: z.number(), asked: z.string() })).readonly(),
    libraries: z.record(z.string(), z.string()),
    artifacts: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.int() })).readonly(),
    lineage: z.object({
      trainingRunId: z.string().nullable(),
      dataHash: z.string().nullable(),
      codeVersion: z.string().nullable(),
      parentVersionId: z.string().nullable(),
    }),
    card: z.string().nullable().openapi({ description: 'The model card, Markdown.' }),
  })
  .openapi('ModelVersionDetail');

export const servedSchema = z
  .object({
    scope: scopeSchema,
    model: modelNameSchema,
    primaryVersionId: z
      .string()
      .nullable()
      .openapi({ description: 'Which answers; null, of a store: the platform’s does.' }),
    shadowVersionIds: z.array(z.string()).readonly().openapi({ description: 'Scored, never answering.' }),
    canaryVersionId: z.string().nullable(),
    canaryPercent: z.number().openapi({ description: 'Share of the carts that the canary answers for.' }),
    rolloutId: z.string().nullable(),
    generation: z.int(),
    changedAt: momentSchema,
  })
  .openapi('ServedModel');

export const moveSchema = z
  .object({
    id: z.string(),
    at: momentSchema,
    scope: scopeSchema,
    model: modelNameSchema,
    what: z.enum(modelMoveKinds),
    versionId: z.string().nullable(),
    previousVersionId: z.string().nullable(),
    actorKind: z.enum(actorKinds),
    actorId: z.string().nullable(),
    reason: z.string(),
  })
  .openapi('ModelMove');

const [priorId, nextId] = ['01940a3c-51f0-7c11-9a44-2f8c1f0a7b21', '019e1b77-0c2a-7d52-a9a4-6f0c7a5f2b11'];

export const versionExample = {
  ...{ id: nextId, scope: 'store', model: 'purchase', version: 'store-2', stage: 'production' },
  featureSet: { name: 'session', version: 1, hash: 'd2633d96e855f601f798a7da2accc53320fc992b980e70e9fc179bb6fc0177da' },
  createdAt: '2026-11-20T03:12:44.120Z',
  training: { rows: 18_220, positives: 2_410, trainedAt: '2026-11-20' },
  metrics: { auc: { mean: 0.742, low: 0.731, high: 0.753 }, logLoss: { mean: 0.361, low: 0.352, high: 0.371 } },
} as const;

export const versionDetailExample = {
  ...versionExample,
  features: [{ name: 'weekend', unit: '0 or 1', description: 'the session began on a Saturday or Sunday of the shop' }],
  label: 'the cart was bought within 72 hours',
  source: { name: 'carts of this store', url: null, licence: null },
  calibration: { ece: 0.011, slope: 0.99 },
  threshold: 0.19,
  gates: [{ name: 'calibration slope', found: 0.99, asked: '0.9 to 1.1' }],
  libraries: { lightgbm: '4.7.0' },
  artifacts: [
    { name: 'model', sha256: '2d443d585771b729af2cadecc0ef98f25a5c30156fe3a5a1417eb0a1c333cd90', bytes: 35_402 },
  ],
  lineage: { trainingRunId: null, dataHash: null, codeVersion: null, parentVersionId: priorId },
  card: '# Model card: store-2',
} as const;

export const servedExample = {
  ...{ scope: 'store', model: 'purchase', primaryVersionId: nextId, shadowVersionIds: [], canaryVersionId: null },
  ...{ canaryPercent: 0, rolloutId: null, generation: 7, changedAt: '2026-11-21T09:00:00.000Z' },
} as const;

export const moveExample = {
  ...{ id: '019e1b79-9c2a-7d52-a9a4-6f0c7a5f2b12', at: '2026-11-21T09:00:00.000Z', scope: 'store', model: 'purchase' },
  ...{ what: 'promoted', versionId: nextId, previousVersionId: priorId },
  ...{ actorKind: 'user', actorId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11', reason: 'better on our own carts' },
} as const;

export function scopeNameOf({ storeId }: ModelScope): (typeof scopeNames)[number] {
  return storeId === null ? 'platform' : 'store';
}

export function shownVersion(row: ModelVersion) {
  const manifest = manifestOf(row);
  const { rows, positives, trainedAt } = manifest.training;
  return {
    ...{ id: row.id, scope: scopeNameOf(row), model: row.model, version: row.version, stage: row.stage },
    featureSet: { name: row.featureSet, version: row.featureSetVersion, hash: row.featureSetHash },
    createdAt: row.createdAt.toISOString(),
    training: { rows, positives, trainedAt: trainedAt ?? null },
    metrics: metricsOf(manifest),
  };
}

export function shownVersionDetail(row: ModelVersion) {
  const { manifest, features, card } = describeVersion(row);
  const { training, calibration, threshold, gates, libraries } = manifest;
  return {
    ...shownVersion(row),
    features,
    label: training.label,
    source: { name: training.name, url: training.url ?? null, licence: training.licence ?? null },
    calibration: { ece: calibration.ece, slope: calibration.slope },
    threshold,
    gates: gates.map(({ name, found, asked }) => ({ name, found, asked })),
    ...{ libraries, artifacts: row.artifacts, lineage: row.lineage, card },
  };
}

export function shownServed({ storeId, changedAt, ...served }: Served) {
  return { scope: scopeNameOf({ storeId }), ...served, changedAt: changedAt.toISOString() };
}

export function shownMove({ storeId, at, ...move }: ModelMove) {
  return { ...move, scope: scopeNameOf({ storeId }), at: at.toISOString() };
}
