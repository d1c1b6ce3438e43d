import type { ClickHouseClient } from '@clickhouse/client';
import type { Redis } from 'ioredis';
import { type Database, withEngine } from '../db/postgres/tenancy.ts';
import type { FeatureStore } from '../ml/feature-store.ts';
import { newestModel } from '../ml/model-folder.ts';
import { ModelRefusedError } from '../ml/model-refused-error.ts';
import type { Config } from '../runtime/config.ts';
import type { Logger } from '../runtime/logging.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { createFeatureStore } from '../services/prediction/features/feature-store.ts';
import type { ArtifactStore } from '../services/prediction/registry/artifact-store.ts';
import { describeVersion, type ModelDescription } from '../services/prediction/registry/describe-version.ts';
import { shipModel } from '../services/prediction/registry/ship.ts';
import { createModelRouter, type ModelRouter } from '../services/prediction/serving/model-router.ts';
import { createModelServing, type ModelServing } from '../services/prediction/serving/model-serving.ts';
import { readVersions } from '../services/prediction/serving/read-pointers.ts';
import { createShadowScorer, keepShadowScores } from '../services/prediction/serving/shadow-scorer.ts';
import type { Flags } from '../services/state/flags/flags.ts';
import { type ArtifactsConfig, openArtifacts } from './open-artifacts.ts';
import { startWokenLoop } from './woken-loop.ts';

/** The models of a process and what they are asked about. */
export interface OpenPrediction {
  readonly features: FeatureStore;
  /** Where the files of models are kept. */
  readonly artifacts: ArtifactStore;
  /**
   * Registers and loads what answers at the first call, and follows the registry from then on. Rejects with
   * `ModelRefusedError` when nothing can answer; the next call tries again.
   */
  serving(): Promise<ModelServing>;
  /** The same if it is open already: null in a process that has no role which predicts. */
  servingHere(): ModelServing | null;
  /** Which version answers where, of every model; opened likewise. */
  router(): Promise<ModelRouter>;
  /** Describes the version that answers in a store; rejects likewise. */
  describe(storeId: string): Promise<ModelDescription>;
  close(): Promise<void>;
}

interface Opened {
  readonly serving: ModelServing;
  readonly router: ModelRouter;
  close(): Promise<void>;
}

export interface OpenPredictionOptions {
  readonly config: Pick<Config, 'modelDir'> & ArtifactsConfig;
  readonly database: Database;
  readonly redis: Redis;
  /** Without it, what a shopper did is made from PostgreSQL, which knows no views. */
  readonly clickhouse?: ClickHouseClient;
  readonly flags: Pick<Flags, 'isOnNow'>;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** How long until pointers are looked at without having been told of a change. */
const refreshMs = 1_000;

/** Costs nothing until something is predicted: most roles never do. */
export function openPrediction(options: OpenPredictionOptions): OpenPrediction {
  const { config, database, redis, clickhouse, log, metrics } = options;
  const reads = metrics.counter({
    name: 'feature_reads_total',
    help: 'Reads of the features of a cart: cached, folded from analytics, rebuilt from PostgreSQL, or of an unknown cart.',
    labels: ['result'],
  });
  const features = createFeatureStore({
    redis,
    database,
    ...(clickhouse && { clickhouse }),
    onRead: (result) => reads.add({ result }),
    onFailure: (error) => log.warn({ err: error }, 'features are made without the cache or analytics'),
  });
  const artifacts = openArtifacts(config);
  let opened: Promise<Opened> | undefined;
  let here: ModelServing | null = null;

  function openOnce(): Promise<Opened> {
    opened ??= openServing(options, artifacts).then(
      (found) => {
        here = found.serving;
        return found;
      },
      (error: unknown) => {
        opened = undefined;
        throw error;
      },
    );
    return opened;
  }

  return {
    features,
    artifacts,
    serving: async () => (await openOnce()).serving,
    servingHere: () => here,
    router: async () => (await openOnce()).router,
    async describe(storeId) {
      const versionId = (await openOnce()).router.answering(storeId, 'purchase');
      const [row] = versionId === null ? [] : await readVersions(database, [versionId]);
      if (!row) throw new ModelRefusedError('file_missing', 'the version that answers', 'a row', 'none');
      return describeVersion(row);
    },
    async close() {
      const found = await opened?.catch(() => undefined);
      await found?.close();
    },
  };
}

async function openServing(
  { config, database, flags, log, metrics }: OpenPredictionOptions,
  artifacts: ArtifactStore,
): Promise<Opened> {
  await shipModel({ database, artifacts, now: Date.now }, { folder: await newestModel(config.modelDir) });
  const refused = metrics.counter({
    name: 'model_versions_refused_total',
    help: 'Model versions that should have been served and could not be loaded: the last good one goes on answering.',
    labels: ['role'],
  });
  const dropped = metrics.counter({
    name: 'shadow_scores_dropped_total',
    help: 'Predictions that a shadow did not score, because too many waited or they could not be kept.',
  });
  const router = createModelRouter({
    ...{ database, artifacts },
    onRefused({ versionId, role, error }) {
      refused.add({ role });
      log.error({ err: error, versionId, modelRole: role }, 'a model version is refused, the last good one answers');
    },
    onServed: (served) => log.info(served, 'a model version answers'),
  });
  const shadows = createShadowScorer({
    keep: (scores) => withEngine(database, (tx) => keepShadowScores(tx, scores)),
    onDropped: (questions) => dropped.add({}, questions),
    onFailure: (error) => log.error({ err: error }, 'scores of shadows could not be kept'),
  });
  try {
    await router.refresh();
    // Without anything that can answer, the process says so now.
    await router.warm('purchase');
  } catch (error) {
    await router.close();
    throw error;
  }
  const loop = startWokenLoop({
    ...{ name: 'model pointers', log, database, wakeUp: 'models' },
    round: async () => {
      await router.refresh();
      return refreshMs;
    },
  });
  return {
    serving: createModelServing({ router, shadows, flags }),
    router,
    async close() {
      await loop.stop();
      await shadows.stop();
      await router.close();
    },
  };
}
