import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { LoadedModel } from './load-model.ts';
import { ModelRefusedError } from './model-refused-error.ts';
import { sessionOptions } from './session-options.ts';

/** So many rows keep the thread for about a millisecond; then others have their turn. */
const rowsPerTurn = 64;

/** What an action changes, by a model of it (`training/uplift_train.py`). */
export interface UpliftModel {
  /** The actions in the order of the answers; the first is to do nothing. */
  readonly actions: readonly string[];
  /** The features in the order in which rows hold them. */
  readonly features: readonly string[];
  /** Of each row the chance of a purchase, by action. Computes on the thread that asks, a few rows at a time. */
  score(rows: readonly Float32Array[]): Promise<readonly (readonly number[])[]>;
  close(): Promise<void>;
}

/** Throws `ModelRefusedError` for a model that is none of what actions change, or that the runtime does not take. */
export async function openUpliftModel({ manifest, onnx, featureSet }: LoadedModel): Promise<UpliftModel> {
  if (!manifest.uplift)
    throw new ModelRefusedError('manifest_invalid', 'model', 'one of what actions change', manifest.modelVersion);
  const { actions } = manifest.uplift;
  const session = await InferenceSession.create(onnx, sessionOptions).catch((error: unknown) => {
    const found = error instanceof Error ? error.message : String(error);
    throw new ModelRefusedError('runtime_refused', 'model', 'one that the runtime loads', found);
  });
  const features = featureSet.features.map(({ name }) => name);
  return {
    actions,
    features,
    async score(rows) {
      const scored: (readonly number[])[] = [];
      for (let start = 0; start < rows.length; start += rowsPerTurn) {
        const part = rows.slice(start, start + rowsPerTurn);
        scored.push(...(await scorePart(session, part, { width: features.length, actions: actions.length })));
      }
      return scored;
    },
    close: () => session.release(),
  };
}

async function scorePart(
  session: InferenceSession,
  rows: readonly Float32Array[],
  { width, actions }: { readonly width: number; readonly actions: number },
): Promise<readonly (readonly number[])[]> {
  const values = new Float32Array(rows.length * width);
  rows.forEach((row, index) => {
    values.set(row, index * width);
  });
  const { chances } = await session.run({ features: new Tensor('float32', values, [rows.length, width]) }, ['chances']);
  const found = chances?.data;
  if (!(found instanceof Float32Array) || found.length !== rows.length * actions)
    throw new Error('the model has no float output "chances" of its actions');
  return rows.map((_, index) => Array.from(found.subarray(index * actions, (index + 1) * actions)));
}
