import { join } from 'node:path';
import { createTrainingActivities } from '../activities/training.ts';
import { hourMs } from '../domain/duration.ts';
import { newestModel } from '../ml/model-folder.ts';
import { createCartTrainer } from '../ml/training/cart-trainer.ts';
import { checkFeatures } from '../services/prediction/training/check-features.ts';
import { followTrainingRequests } from '../services/prediction/training/follow-requests.ts';
import { syncTrainingSchedule } from '../services/prediction/training/sync-schedule.ts';
import { taskQueues } from '../workflows/contract.ts';
import type { Deps, Role } from './deps.ts';
import { startDriftLoop } from './drift-loop.ts';
import { startOpenLineageLoop } from './open-lineage-loop.ts';
import { startPollingLoop } from './polling-loop.ts';
import { startRegistryMirror } from './registry-mirror.ts';
import { startTemporalWorker } from './temporal-worker.ts';

/** A trainer takes a whole core, and there are carts to be won back meanwhile. */
const activitiesMax = 2;
const requestsPerRoundMax = 20;
/** Somebody looks at the page meanwhile. */
const requestsPauseMs = 2_000;

/** A day of a store in recovery has some hundreds; each takes a look at its events. */
const checkedPerRoundMax = 500;
const checksPauseMs = hourMs;
/** A schedule that somebody deleted by hand is made again. */
const schedulePauseMs = hourMs;

/** Makes models when they are asked for. Until then it costs a look at a table now and then, and Python is not needed. */
export async function startAiEngine(deps: Deps): Promise<Role> {
  const { clickhouse, config, database, log, metrics, temporal } = deps;
  const ended = metrics.counter({
    name: 'training_runs_ended_total',
    help: 'Runs that were to make a model, by how they ended.',
    labels: ['state'],
  });
  const cacheDirectory = join(config.dataDir, 'trainer');
  const worker = await startTemporalWorker(deps, {
    taskQueue: taskQueues.training,
    activities: createTrainingActivities({
      ...{ log, database, now: Date.now },
      folder: join(config.dataDir, 'training'),
      artifacts: deps.prediction.artifacts,
      shippedFolder: () => newestModel(config.modelDir),
      trainers: {
        purchase: createCartTrainer({ cacheDirectory }),
        uplift: createCartTrainer({ cacheDirectory, model: 'uplift' }),
      },
      onFailure: ({ runId, error }) => log.error({ runId, err: error }, 'a model could not be made'),
      onEnd: (state) => ended.add({ state }),
    }),
    maxConcurrentActivityTaskExecutions: activitiesMax,
  });
  const requests = startPollingLoop({
    name: 'requests for training',
    log,
    async round() {
      const touched = await followTrainingRequests(
        { database, client: temporal.client, now: Date.now },
        { limit: requestsPerRoundMax },
      );
      return touched === requestsPerRoundMax ? 0 : requestsPauseMs;
    },
  });
  const schedule = startPollingLoop({
    name: 'schedule of training',
    log,
    async round() {
      await syncTrainingSchedule(temporal.client, { isOn: config.scheduledTraining === 'monthly' });
      return schedulePauseMs;
    },
  });
  const compared = metrics.counter({
    name: 'features_compared_total',
    help: 'Logged features that were computed again from the event log, by whether they are the same.',
    labels: ['result'],
  });
  const checks = startPollingLoop({
    name: 'checks of features',
    log,
    async round() {
      const { checked, differing } = await checkFeatures(
        { database, clickhouse, now: Date.now },
        { limit: checkedPerRoundMax },
      );
      compared.add({ result: 'same' }, checked - differing);
      compared.add({ result: 'differs' }, differing);
      if (differing > 0) log.warn({ checked, differing }, 'features are learned otherwise than they were served');
      return checksPauseMs;
    },
  });
  const drift = startDriftLoop({ database, log, metrics });
  const mirror = startRegistryMirror(deps);
  const openLineage = startOpenLineageLoop(deps);
  return {
    name: 'ai-engine',
    async stop() {
      await Promise.all([
        requests.stop(),
        checks.stop(),
        drift.stop(),
        mirror?.stop(),
        openLineage?.stop(),
        schedule.stop(),
      ]);
      await worker.stop();
    },
  };
}
