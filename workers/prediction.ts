import { createPredictionActivities } from '../activities/prediction.ts';
import { taskQueues } from '../workflows/contract.ts';
import type { Deps, Role } from './deps.ts';
import { startTemporalWorker } from './temporal-worker.ts';

/** Each waits for a read of the cache and a write of the prediction; the model itself takes batches. */
const predictionsMax = 40;

/** Answers how likely carts are bought without help. Refuses to start without a model that fits. */
export async function startPrediction(deps: Deps): Promise<Role> {
  const { database, flags, log, prediction } = deps;
  const serving = await prediction.serving();
  const worker = await startTemporalWorker(deps, {
    taskQueue: taskQueues.prediction,
    activities: createPredictionActivities({ log, database, flags, features: prediction.features, serving }),
    maxConcurrentActivityTaskExecutions: predictionsMax,
  });
  return { name: 'prediction', stop: () => worker.stop() };
}
