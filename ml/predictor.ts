import type { FeatureInput } from './feature-input.ts';
import { vectorOf } from './feature-set.ts';
import { type BatchScores, type InferenceThread, startInferenceThread } from './inference-thread.ts';
import type { LoadedModel } from './load-model.ts';
import { type BatchLimits, createMicroBatcher } from './micro-batcher.ts';
import { type Prediction, toPrediction } from './prediction.ts';

/** Scores shoppers with one model. Rejects with a `PredictorError` when it is overloaded, closed or broken. */
export interface Predictor {
  readonly modelVersion: string;
  /** Resolves when the model is loaded in its thread, rejects when the runtime refuses it. */
  ready(): Promise<void>;
  predict(input: FeatureInput): Promise<Prediction>;
  /** In the order of the inputs; rejects when one of them is refused. */
  predictMany(inputs: readonly FeatureInput[]): Promise<Prediction[]>;
  /** Answers what was accepted, then unloads the model, and ends the thread if it is its own. */
  close(): Promise<void>;
}

export interface PredictorOptions extends Partial<BatchLimits> {
  /** The thread to live in beside other models; without it one of its own. */
  readonly thread?: InferenceThread;
}

const predictorDefaults: BatchLimits = {
  batchRowsMax: 64,
  batchWaitMs: 0,
  batchesInFlightMax: 2,
  queueRowsMax: 4_096,
};

let lastKey = 0;

/** Loads the model into a thread. The first prediction waits until it is there. */
export function createPredictor(model: LoadedModel, { thread: shared, ...limits }: PredictorOptions = {}): Predictor {
  const { modelVersion, featureSet: trained } = model.manifest;
  const identity = { modelVersion, featureSetHash: trained.hash };
  const thread = shared ?? startInferenceThread();
  const key = `${modelVersion}#${++lastKey}`;
  const loaded = thread.load(key, model);
  // Who predicts is told of it too.
  loaded.catch(() => undefined);
  const batcher = createMicroBatcher<BatchScores>({ ...predictorDefaults, ...limits }, (rows) =>
    thread.score(key, rows),
  );

  const predict = async (input: FeatureInput): Promise<Prediction> => {
    const row = vectorOf(model.featureSet, input);
    const { scores, index } = await batcher.add(row);
    return toPrediction(identity, model.trees.features, row, scores, index);
  };
  const end = async (): Promise<void> => {
    await batcher.drain();
    if (!shared) await thread.stop();
    else if (thread.isAlive()) await thread.unload(key);
  };
  let closing: Promise<void> | undefined;

  return {
    modelVersion,
    ready: () => loaded,
    predict,
    predictMany: (inputs) => Promise.all(inputs.map(predict)),
    close: () => (closing ??= end()),
  };
}
