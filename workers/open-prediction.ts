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

/** The one model of a process and what it is asked about. */
export interface OpenPrediction {
  readonly features: FeatureStore;
  /** Loads the model at the first call. Rejects with `ModelRefusedError`; the next call tries again. */
  predictor(): Promise<Predictor>;
  close(): Promise<void>;
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
  let opened: Promise<Predictor> | undefined;

  async function open(): Promise<Predictor> {
    const directory = await newestModel(config.modelDir);
    const predictor = createPredictor(await loadModel(directory));
    log.info({ modelVersion: predictor.modelVersion }, 'model loaded');
    return predictor;
  }

  return {
    features,
    predictor() {
      opened ??= open().catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return opened;
    },
    async close() {
      const predictor = await opened?.catch(() => undefined);
      await predictor?.close();
    },
  };
}
