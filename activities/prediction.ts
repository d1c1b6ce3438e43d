import type { Logger } from 'pino';
import type { Database } from '../db/postgres/tenancy.ts';
import type { FeatureStore } from '../ml/feature-store.ts';
import type { ModelServing } from '../services/prediction/serving/model-serving.ts';
import { recordPrediction } from '../services/recovery/recoveries/record-prediction.ts';
import { inActivity } from './in-activity.ts';

export interface PredictionDeps {
  readonly log: Logger;
  readonly database: Pick<Database, 'app'>;
  readonly features: FeatureStore;
  readonly serving: ModelServing;
}

export interface PredictInput {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly cartId: string;
}

/** Null: nothing is known of the customer. */
export type PredictOutput = { readonly probability: number; readonly modelVersion: string } | null;

/** What the model is asked (queue `prediction`). */
export function createPredictionActivities({ log, database, features, serving }: PredictionDeps) {
  return {
    /** How likely the cart is bought without any help; kept with the recovery. */
    predictPurchase: ({ storeId, recoveryId, cartId }: PredictInput): Promise<PredictOutput> =>
      inActivity(log, async () => {
        const since = performance.now();
        const input = await features.get(storeId, cartId);
        if (!input) return null;
        const served = await serving.predict({ id: recoveryId, storeId, cartId, input });
        const tookMs = performance.now() - since;
        await recordPrediction(database, { id: recoveryId, storeId, recoveryId, cartId, input, ...served, tookMs });
        const { probability, modelVersion } = served.prediction;
        return { probability, modelVersion };
      }),
  };
}

export type PredictionActivities = ReturnType<typeof createPredictionActivities>;
