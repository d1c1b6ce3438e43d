import type { FeatureInput } from './feature-input.ts';
import { featureVector } from './features.ts';
import { type BatchScores, startInferenceThread } from './inference-thread.ts';
import type { LoadedModel } from './load-model.ts';
import { type BatchLimits, createMicroBatcher } from './micro-batcher.ts';
import { type Prediction, toPrediction } from './prediction.ts';

/** Scores shoppers with one model. Rejects with a `PredictorError` when it is overloaded, closed or broken. */
export interface Predictor {
  readonly modelVersion: string;
  predict(input: FeatureInput): Promise<Prediction>;
  /** In the order of the inputs; rejects when one of them is refused. */
  predictMany(inputs: readonly FeatureInput[]): Promise<Prediction[]>;
  /** Answers what was accepted, then ends the thread. */
  close(): Promise<void>;
}

const predictorDefaults: BatchLimits = {
  batchRowsMax: 64,
  batchWaitMs: 0,
  batchesInFlightMax: 2,
  queueRowsMax: 4_096,
};

/** Starts the model in a thread of its own. The first prediction waits until it is loaded there. */
export function createPredictor(model: LoadedModel, options: Partial<BatchLimits> = {}): Predictor {
  const { modelVersion, featureSet } = model.manifest;
  const identity = { modelVersion, featureSetHash: featureSet.hash };
  const thread = startInferenceThread(model);
  const batcher = createMicroBatcher<BatchScores>({ ...predictorDefaults, ...options }, thread.score);

  const predict = async (input: FeatureInput): Promise<Prediction> => {
    const row = featureVector(input);
    const { scores, index } = await batcher.add(row);
    return toPrediction(identity, model.trees.features, row, scores, index);
  };
  let closing: Promise<void> | undefined;

  return {
    modelVersion,
    predict,
    predictMany: (inputs) => Promise.all(inputs.map(predict)),
    close: () => (closing ??= batcher.drain().then(() => thread.stop())),
  };
}
