import { predictions } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { FeatureInput } from '../../../ml/feature-input.ts';
import { featureSet, featureVector } from '../../../ml/features.ts';
import type { Prediction } from '../../../ml/prediction.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { loggedVector } from './logged-vector.ts';

/** What a model was asked and what it answered. */
export interface MadePrediction {
  readonly storeId: string;
  readonly cartId: string;
  /** Null: somebody reads it through the API. */
  readonly recoveryId: string | null;
  readonly input: FeatureInput;
  readonly prediction: Prediction;
  /** How long it took from the question to the answer, in milliseconds. */
  readonly tookMs?: number;
}

/** Keeps predictions with the features that they were made from; their topics are told from here. */
export async function keepPredictions(tx: Tx, made: readonly MadePrediction[]): Promise<void> {
  if (made.length > 0) await tx.insert(predictions).values(made.map(rowOf)).onConflictDoNothing();
}

function rowOf({ storeId, cartId, recoveryId, input, prediction, tookMs }: MadePrediction) {
  const vector = featureVector(input);
  return {
    storeId,
    // A recovery has one prediction: kept again after a retry, it is the same.
    id: recoveryId ?? uuidV7(),
    cartId,
    purpose: recoveryId === null ? ('api' as const) : ('recovery' as const),
    recoveryId,
    at: new Date(input.atMs),
    probability: prediction.probability,
    modelVersion: prediction.modelVersion,
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

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
