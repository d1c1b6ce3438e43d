import { InferenceSession, Tensor } from 'onnxruntime-node';
import { hourMs } from '../../domain/duration.ts';
import type { FeatureInput } from '../../ml/feature-input.ts';
import { featureVector } from '../../ml/features.ts';
import { startInferenceThread } from '../../ml/inference-thread.ts';
import { type LoadedModel, loadModel } from '../../ml/load-model.ts';
import { shippedModelDirectory } from '../../ml/model-folder.ts';
import { createPredictor, type Predictor } from '../../ml/predictor.ts';
import { sessionOptions } from '../../ml/session-options.ts';
import { addToActivity, emptyActivity } from '../../ml/shopping-activity.ts';
import { mapBounded } from '../../runtime/map-bounded.ts';
import { createShadowScorer } from '../../services/prediction/serving/shadow-scorer.ts';
import type { BenchResult } from './bench-result.ts';
import { cacheHits } from './prediction/cache-hits.ts';

const inputCount = 4_096;
const concurrency = 64;
const batchRows = 64;
/** Ours and raw take turns; each keeps its best round, so that a busy neighbour spoils neither. */
const rounds = 7;

/**
 * Our predictor (features, thread, batching, reasons) against a bare session of the same model over the same rows:
 * one row per call, 64 rows per call, and with a shadow that scores every row afterwards. Last, how often one that is read again
 * is still true.
 */
export async function benchPrediction(): Promise<BenchResult[]> {
  const model = await loadModel(shippedModelDirectory);
  const session = await InferenceSession.create(model.onnx, sessionOptions);
  const predictor = createPredictor(model);
  const inputs = Array.from({ length: inputCount }, (_, index) => someShopper(index));
  try {
    await predictor.predictMany(inputs.slice(0, batchRows));
    return [
      await single(predictor, session, inputs),
      await batched(predictor, session, model, inputs),
      await shadowed(model, session, inputs),
      await cacheHits(model),
    ];
  } finally {
    await predictor.close();
    await session.release();
  }
}

async function single(
  predictor: Predictor,
  session: InferenceSession,
  inputs: readonly FeatureInput[],
): Promise<BenchResult> {
  const rows = inputs.map(featureVector);
  let latenciesMs: number[] = [];
  let ours = 0;
  let raw = 0;
  for (let round = 0; round < rounds; round++) {
    const waitedMs: number[] = [];
    const rate = await perSecond(inputs.length, () =>
      mapBounded(inputs, { concurrencyMax: concurrency }, async (input) => {
        const startedAt = performance.now();
        await predictor.predict(input);
        waitedMs.push(performance.now() - startedAt);
      }),
    );
    if (rate > ours) [ours, latenciesMs] = [rate, waitedMs];
    raw = Math.max(
      raw,
      await perSecond(rows.length, async () => {
        for (const row of rows)
          await session.run({ features: new Tensor('float32', row, [1, row.length]) }, ['probabilities']);
      }),
    );
  }
  latenciesMs.sort((a, b) => a - b);
  const at = (share: number): string => (latenciesMs[Math.floor(latenciesMs.length * share)] ?? NaN).toFixed(2);
  const note = `${concurrency} callers at a time; p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`;
  return { name: 'prediction, single', unit: 'predictions/s', ours, raw, ratio: ours / raw, note };
}

async function batched(
  predictor: Predictor,
  session: InferenceSession,
  model: LoadedModel,
  inputs: readonly FeatureInput[],
): Promise<BenchResult> {
  const batches = Array.from({ length: inputs.length / batchRows }, (_, index) =>
    inputs.slice(index * batchRows, (index + 1) * batchRows),
  );
  const width = model.trees.features.length;
  const rows = batches.map((batch) => Float32Array.from(batch.flatMap((input) => [...featureVector(input)])));
  let ours = 0;
  let raw = 0;
  for (let round = 0; round < rounds; round++) {
    ours = Math.max(
      ours,
      await perSecond(inputs.length, async () => {
        for (const batch of batches) await predictor.predictMany(batch);
      }),
    );
    raw = Math.max(
      raw,
      await perSecond(inputs.length, async () => {
        for (const each of rows)
          await session.run({ features: new Tensor('float32', each, [batchRows, width]) }, ['probabilities']);
      }),
    );
  }
  return {
    name: `prediction, ${batchRows} rows a call`,
    unit: 'predictions/s',
    ours,
    raw,
    ratio: ours / raw,
    note: 'raw is the score alone; ours adds features and the exact reasons of every row',
  };
}

/** Two versions in one thread: one answers, the other scores what was answered; done when both have done all. */
async function shadowed(
  model: LoadedModel,
  session: InferenceSession,
  inputs: readonly FeatureInput[],
): Promise<BenchResult> {
  const thread = startInferenceThread();
  const [primary, shadow] = [createPredictor(model, { thread }), createPredictor(model, { thread })];
  const version = { id: 'shadow', version: 'shadow', featureSetHash: '', modelHash: '', predictor: shadow };
  const rows = inputs.map(featureVector);
  let [ours, raw, scored, offered] = [0, 0, 0, 0];
  try {
    await Promise.all([primary.ready(), shadow.ready()]);
    for (let round = 0; round < rounds; round++) {
      const scorer = createShadowScorer({
        keep: async (scores) => {
          scored += scores.length;
        },
        onDropped: () => {},
        onFailure: (error) => {
          throw error;
        },
      });
      const rate = await perSecond(inputs.length, async () => {
        await mapBounded(inputs, { concurrencyMax: concurrency }, async (input) => {
          await primary.predict(input);
          scorer.offer({ storeId: 'store', predictionId: `${++offered}`, version, input });
        });
        await scorer.stop();
      });
      ours = Math.max(ours, rate);
      raw = Math.max(
        raw,
        await perSecond(rows.length, async () => {
          for (const row of rows)
            await session.run({ features: new Tensor('float32', row, [1, row.length]) }, ['probabilities']);
        }),
      );
    }
  } finally {
    await Promise.all([primary.close(), shadow.close()]);
    await thread.stop();
  }
  const share = ((100 * scored) / offered).toFixed(1);
  const note = `${concurrency} callers at a time; ${share} % of the questions were scored by the shadow, the rest dropped`;
  return { name: 'prediction, with a shadow', unit: 'predictions/s', ours, raw, ratio: ours / raw, note };
}

async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - startedAt);
}

/** A shopper with 1 to 20 product views some seconds apart and something in the cart. */
function someShopper(index: number): FeatureInput {
  const startMs = Date.UTC(2026, 0, 5) + index * 7_919_000;
  let atMs = startMs;
  let activity = { ...emptyActivity, previousSessions: index % 3 };
  for (let view = 0; view <= index % 20; view++) {
    atMs += 1_000 * (5 + ((index * 31 + view * 17) % 90));
    activity = {
      ...activity,
      ...addToActivity(activity, { type: 'product_viewed', atMs, productId: `p${(index + view) % 50}` }),
    };
  }
  atMs += 9_000;
  return {
    activity: addToActivity(activity, { type: 'line_added', atMs, line: { productId: `p${index % 50}` } }),
    cart: {
      ...{ distinctItems: 1, itemCount: 1, valueMinor: 4_990, currencyExponent: 2 },
      ...{ lowestPriceMinor: 4_990, highestPriceMinor: 4_990, stage: 'cart' },
    },
    atMs: atMs + hourMs,
    timeZone: 'Europe/Vienna',
  };
}
