import { doublePrecision, index, integer, jsonb, pgTable, primaryKey, real, text, uuid } from 'drizzle-orm/pg-core';
import { predictionRoles } from '../../../domain/model.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** A feature that moved a prediction. */
export interface StoredReason {
  readonly feature: string;
  readonly value: number | null;
  readonly direction: 'raises' | 'lowers';
  readonly contribution: number;
}

/** Every answer of a model about a cart, with exactly what it was made from. Inserted and, with time, forgotten. */
export const predictions = pgTable(
  'predictions',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    cartId: uuid('cart_id').notNull(),
    /** What it was asked for: a recovery that decides by it, or somebody who reads it through the API. */
    purpose: text({ enum: ['recovery', 'api'] }).notNull(),
    recoveryId: uuid('recovery_id'),
    /** The moment that the features are of. */
    at: moment('at').notNull(),
    probability: doublePrecision().notNull(),
    modelVersion: text('model_version').notNull(),
    /** Null: the shipped prior before it was registered. */
    modelVersionId: uuid('model_version_id'),
    /** As what the version answered. */
    role: text({ enum: predictionRoles }).notNull().default('primary'),
    /** Chance that this role answered for this cart, exact, 0 to 1; null: not drawn. */
    propensity: doublePrecision(),
    reasons: jsonb().$type<readonly StoredReason[]>().notNull(),
    featureSet: text('feature_set').notNull(),
    featureSetVersion: integer('feature_set_version').notNull(),
    featureSetHash: text('feature_set_hash').notNull(),
    /** How long it took to read the features and to ask the model, in milliseconds; null: not measured. */
    tookMs: doublePrecision('took_ms'),
    /** Name and value of each feature in the order that the model takes them; null: not known. */
    features: jsonb().$type<readonly (readonly [name: string, value: number | null])[]>().notNull(),
    /** Of a recovery: the vector of the richest set, whatever set answered, to learn from; NaN: not known. */
    loggedFeatures: real('logged_features').array(),
    /** The set of that vector, by the beginning of its hash. */
    loggedSet: text('logged_set'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('predictions_oldest').on(t.at),
    index('predictions_newest').on(t.storeId, t.at),
    index('predictions_by_version').on(t.modelVersionId, t.at),
    ...storeIsolation(t.storeId),
  ],
);
