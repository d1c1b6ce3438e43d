import type { Logger } from 'pino';
import type { PredictedPurchase } from '../domain/recovery.ts';
import { type CartOfRecovery, type PredictDeps, predictPurchase } from '../services/recovery/recoveries/predict.ts';
import { inActivity } from './in-activity.ts';

export interface PredictionDeps extends PredictDeps {
  readonly log: Logger;
}

/** What the model is asked (queue `prediction`). */
export function createPredictionActivities({ log, ...deps }: PredictionDeps) {
  return {
    /** How likely the cart is bought without any help; kept with the recovery. */
    predictPurchase: (input: CartOfRecovery): Promise<PredictedPurchase> =>
      inActivity(log, () => predictPurchase(deps, input)),
  };
}

export type PredictionActivities = ReturnType<typeof createPredictionActivities>;
