import { secondMs } from '../domain/duration.ts';
import { mirrorRegistry } from '../services/prediction/mlflow/mirror.ts';
import { createMlflowClient } from '../services/prediction/mlflow/mlflow-client.ts';
import type { Deps } from './deps.ts';
import type { PollingLoop } from './polling-loop.ts';
import { startWokenLoop } from './woken-loop.ts';

/** What others register at MLflow wakes nobody here. */
const pauseMs = 30 * secondMs;

/** Keeps the copy of the registry at MLflow; undefined: there is none. Several processes may do so at once. */
export function startRegistryMirror({
  config,
  database,
  log,
  metrics,
  prediction,
}: Pick<Deps, 'config' | 'database' | 'log' | 'metrics' | 'prediction'>): PollingLoop | undefined {
  if (config.modelRegistryUrl === undefined) return undefined;
  const mlflow = createMlflowClient({ url: config.modelRegistryUrl });
  const mirrored = metrics.counter({
    name: 'model_registry_mirrored_total',
    help: 'Versions told to MLflow (told), stages and aliases corrected there (renamed), and versions offered there (taken, refused).',
    labels: ['what'],
  });
  return startWokenLoop({
    ...{ name: 'copy of the model registry', log, database, wakeUp: 'models' },
    async round() {
      const { artifacts } = prediction;
      const { told, renamed, taken, refused } = await mirrorRegistry({ database, artifacts, mlflow, now: Date.now });
      for (const [what, times] of Object.entries({ told, renamed, taken, refused: refused.length }))
        mirrored.add({ what }, times);
      for (const one of refused) log.warn(one, 'a model that was offered at MLflow is refused');
      return pauseMs;
    },
  });
}
