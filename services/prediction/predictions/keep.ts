import { predictions } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { PredictionRole } from '../../../domain/model.ts';
import type { FeatureInput } from '../../../ml/feature-input.ts';
import { type FeatureSet, vectorOf } from '../../../ml/feature-set.ts';
import { featureSetOfHash } from '../../../ml/known-feature-sets.ts';
import type { Prediction } from '../../../ml/prediction.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { loggedVector } from './logged-vector.ts';

/** What a model was asked and what it answered. */
export interface MadePrediction {
  /** Made here where nobody named it before. A recovery has one prediction: its id is the recovery's. */
  readonly id?: string;
  readonly storeId: string;
  readonly cartId: string;
  /** Null: somebody reads it through the API. */
  readonly recoveryId: string | null;
  readonly input: FeatureInput;
  readonly prediction: Prediction;
  /** The registered version that answered; null: one that is not registered. */
  readonly versionId?: string | null;
  readonly role?: PredictionRole;
  /** Chance that this role answered for this cart; null: not drawn. */
  readonly propensity?: number | null;
  /** How long it took from the question to the answer, in milliseconds. */
  readonly tookMs?: number;
}

/** Keeps predictions with the features that they were made from; their topics are told from here. */
export async function keepPredictions(tx: Tx, made: readonly MadePrediction[]): Promise<void> {
  if (made.length > 0) await tx.insert(predictions).values(made.map(rowOf)).onConflictDoNothing();
}

function rowOf({ id, storeId, cartId, recoveryId, input, prediction, tookMs, ...routed }: MadePrediction) {
  const featureSet = setOf(prediction);
  const vector = vectorOf(featureSet, input);
  return {
    storeId,
    // Kept again after a retry, it is the same.
    id: recoveryId ?? id ?? uuidV7(),
    cartId,
    purpose: recoveryId === null ? ('api' as const) : ('recovery' as const),
    recoveryId,
    at: new Date(input.atMs),
    probability: prediction.probability,
    modelVersion: prediction.modelVersion,
    modelVersionId: routed.versionId ?? null,
    role: routed.role ?? ('primary' as const),
    propensity: routed.propensity ?? null,
    reasons: prediction.reasons,
    tookMs: tookMs ?? null,
    featureSet: featureSet.name,
    featureSetVersion: featureSet.version,
    featureSetHash: prediction.featureSetHash,
    features: featureSet.features.map(({ name }, index): [string, number | null] => [name, known(vector[index])]),
    // What nobody decides by is not learned from either: its end says nothing of a recovery.
    ...(recoveryId !== null && loggedVector(input)),
  };
}

/** The set that the model was asked with; computed again it is the same to the last bit. */
function setOf({ featureSetHash }: Prediction): FeatureSet {
  const found = featureSetOfHash(featureSetHash);
  if (!found) throw new Error(`a prediction was made with features that this code does not compute: ${featureSetHash}`);
  return found;
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
