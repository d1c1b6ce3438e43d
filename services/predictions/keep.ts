import { predictions } from '../../db/postgres/schema/index.ts';
import type { Tx } from '../../db/postgres/tenancy.ts';
import type { FeatureInput } from '../../ml/feature-input.ts';
import { featureSet, featureVector } from '../../ml/features.ts';
import type { Prediction } from '../../ml/prediction.ts';
import { uuidV7 } from '../ids.ts';

/** What a model was asked and what it answered. */
export interface MadePrediction {
  readonly storeId: string;
  readonly cartId: string;
  /** Null: somebody reads it through the API. */
  readonly recoveryId: string | null;
  readonly input: FeatureInput;
  readonly prediction: Prediction;
}

/** Keeps a prediction with the features that it was made from; its topics are told from here. */
export async function keepPrediction(tx: Tx, made: MadePrediction): Promise<void> {
  const { storeId, cartId, recoveryId, input, prediction } = made;
  const vector = featureVector(input);
  await tx.insert(predictions).values({
    storeId,
    id: uuidV7(),
    cartId,
    purpose: recoveryId === null ? 'api' : 'recovery',
    recoveryId,
    at: new Date(input.atMs),
    probability: prediction.probability,
    modelVersion: prediction.modelVersion,
    reasons: prediction.reasons,
    featureSet: featureSet.name,
    featureSetVersion: featureSet.version,
    featureSetHash: prediction.featureSetHash,
    features: featureSet.features.map(({ name }, index) => [name, known(vector[index])]),
  });
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
