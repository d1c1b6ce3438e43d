import type { Logger } from 'pino';
import type { Database } from '../db/postgres/tenancy.ts';
import type { FeatureStore } from '../ml/feature-store.ts';
import type { ModelServing } from '../services/prediction/serving/model-serving.ts';
import { recordPrediction } from '../services/recovery/recoveries/record-prediction.ts';
import type { Flags } from '../services/state/flags/flags.ts';
import { inActivity } from './in-activity.ts';

export interface PredictionDeps {
  readonly log: Logger;
  readonly database: Pick<Database, 'app'>;
  readonly features: FeatureStore;
  readonly serving: ModelServing;
  readonly flags: Pick<Flags, 'isOn'>;
}

export interface PredictInput {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly cartId: string;
}

/** Null: nothing is known of the customer, or predictions are switched off. */
export type PredictOutput = { readonly probability: number; readonly modelVersion: string } | null;

/** What the model is asked (queue `prediction`). */
export function createPredictionActivities({ log, database, features, serving, flags }: PredictionDeps) {
  return {
    /** How likely the cart is bought without any help; kept with the recovery. */
    predictPurchase: ({ storeId, recoveryId, cartId }: PredictInput): Promise<PredictOutput> =>
      inActivity(log, async () => {
        if (!(await flags.isOn('predictions', { storeId, subjectId: cartId }))) return null;
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
