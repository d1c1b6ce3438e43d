import type { ClickHouseClient } from '@clickhouse/client';
import type { Redis } from 'ioredis';
import type { Database } from '../db/postgres/tenancy.ts';
import type { FeatureStore } from '../ml/feature-store.ts';
import { loadModel } from '../ml/load-model.ts';
import { newestModel } from '../ml/model-folder.ts';
import { createPredictor, type Predictor } from '../ml/predictor.ts';
import type { Config } from '../runtime/config.ts';
import type { Logger } from '../runtime/logging.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { createFeatureStore } from '../services/prediction/features/feature-store.ts';
import { describeModel, type ModelDescription } from '../services/prediction/models/describe-model.ts';

/** The one model of a process and what it is asked about. */
export interface OpenPrediction {
  readonly features: FeatureStore;
  /** Loads the model at the first call. Rejects with `ModelRefusedError`; the next call tries again. */
  predictor(): Promise<Predictor>;
  /** Describes the same model; rejects likewise. */
  describe(): Promise<ModelDescription>;
  close(): Promise<void>;
}

interface OpenModel {
  readonly predictor: Predictor;
  readonly description: ModelDescription;
}

export interface OpenPredictionOptions {
  readonly config: Pick<Config, 'modelDir'>;
  readonly database: Database;
  readonly redis: Redis;
  /** Without it, what a shopper did is made from PostgreSQL, which knows no views. */
  readonly clickhouse?: ClickHouseClient;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Costs nothing until something is predicted: most roles never do. */
export function openPrediction({
  config,
  database,
  redis,
  clickhouse,
  log,
  metrics,
}: OpenPredictionOptions): OpenPrediction {
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
  let opened: Promise<OpenModel> | undefined;

  async function open(): Promise<OpenModel> {
    const directory = await newestModel(config.modelDir);
    const model = await loadModel(directory);
    const predictor = createPredictor(model);
    log.info({ modelVersion: predictor.modelVersion }, 'model loaded');
    return { predictor, description: await describeModel(directory, model.manifest) };
  }

  function openOnce(): Promise<OpenModel> {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }

  return {
    features,
    predictor: async () => (await openOnce()).predictor,
    describe: async () => (await openOnce()).description,
    async close() {
      const model = await opened?.catch(() => undefined);
      await model?.predictor.close();
    },
  };
}
