import { sql } from 'drizzle-orm';
import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { actorKinds } from '../../../domain/actor.ts';
import { modelMoveKinds, modelNames, modelStages } from '../../../domain/model.ts';
import { moment, storeIdColumn } from './columns.ts';
import { platformRows, storeIsolation } from './store-isolation.ts';

/** One file of a model version, kept by its hash. */
export interface StoredArtifact {
  readonly name: 'model' | 'trees' | 'parity';
  /** SHA-256, hexadecimal: its name in the artifact store. */
  readonly sha256: string;
  readonly bytes: number;
}

/** From what a version came; null: not known, or nothing. */
export interface Lineage {
  readonly trainingRunId: string | null;
  readonly dataHash: string | null;
  readonly codeVersion: string | null;
  readonly parentVersionId: string | null;
}

/** Trained artifacts that were loaded and scored by this engine before they were taken. Only the stage changes afterwards. */
export const modelVersions = pgTable(
  'model_versions',
  {
    /** Of version 7: ordered by time. */
    id: uuid().primaryKey(),
    /** Null: the platform's, for every store without one of its own. */
    storeId: uuid('store_id'),
    model: text({ enum: modelNames }).notNull(),
    version: text().notNull(),
    featureSet: text('feature_set').notNull(),
    featureSetVersion: integer('feature_set_version').notNull(),
    featureSetHash: text('feature_set_hash').notNull(),
    /** As its trainer wrote it (`ml/manifest.ts`). */
    manifest: jsonb().$type<unknown>().notNull(),
    /** The model card, Markdown; null: it came without one. */
    card: text(),
    artifacts: jsonb().$type<readonly StoredArtifact[]>().notNull(),
    lineage: jsonb().$type<Lineage>().notNull(),
    stage: text({ enum: modelStages }).notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique('model_versions_scope_version').on(t.storeId, t.model, t.version).nullsNotDistinct(),
    ...storeIsolation(t.storeId),
    ...platformRows(t.storeId),
  ],
);

/** Which version answers in a scope, changed as a whole: whoever reads it sees one state. */
export const servedModels = pgTable(
  'served_models',
  {
    /** Null: the platform's scope. */
    storeId: uuid('store_id'),
    model: text({ enum: modelNames }).notNull(),
    /** Null, in a store's scope only: the platform's version answers. */
    primaryVersionId: uuid('primary_version_id'),
    shadowVersionIds: uuid('shadow_version_ids').array().notNull().default(sql`'{}'`),
    canaryVersionId: uuid('canary_version_id'),
    /** Share of carts that the canary answers for, 0 to 100. */
    canaryPercent: numeric('canary_percent', { mode: 'number' }).notNull().default(0),
    rolloutId: uuid('rollout_id'),
    /** Counts changes: a change names the one that it saw. */
    generation: bigint({ mode: 'number' }).notNull().default(1),
    changedAt: moment('changed_at').notNull(),
  },
  (t) => [
    unique('served_models_scope').on(t.storeId, t.model).nullsNotDistinct(),
    ...storeIsolation(t.storeId),
    ...platformRows(t.storeId),
  ],
);

/** What was done with versions: added, never changed. */
export const modelMoves = pgTable(
  'model_moves',
  {
    /** Of version 7: ordered by time. */
    id: uuid().primaryKey(),
    storeId: uuid('store_id'),
    at: moment('at').notNull(),
    model: text({ enum: modelNames }).notNull(),
    what: text({ enum: modelMoveKinds }).notNull(),
    /** Null: the platform's version answers in this store again. */
    versionId: uuid('version_id'),
    previousVersionId: uuid('previous_version_id'),
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    reason: text().notNull(),
  },
  (t) => [
    index('model_moves_by_scope').on(t.storeId, t.model, t.id),
    ...storeIsolation(t.storeId),
    ...platformRows(t.storeId),
  ],
);

/** What versions that never answer would have answered, beside the prediction that was. Kept for 30 days. */
export const shadowScores = pgTable(
  'shadow_scores',
  {
    storeId: storeIdColumn(),
    predictionId: uuid('prediction_id').notNull(),
    versionId: uuid('version_id').notNull(),
    /** Null: it could not answer, `error_code` says why. */
    probability: doublePrecision(),
    tookMs: doublePrecision('took_ms').notNull(),
    errorCode: text('error_code'),
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.predictionId, t.versionId] }),
    index('shadow_scores_oldest').on(t.at),
    index('shadow_scores_by_version').on(t.versionId, t.at),
    ...storeIsolation(t.storeId),
  ],
);
