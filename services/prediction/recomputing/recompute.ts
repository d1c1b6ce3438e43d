import { decideAlike } from '../../../domain/probability-thresholds.ts';
import { type InferenceThread, startInferenceThread } from '../../../ml/inference-thread.ts';
import { assembleModel, type LoadedModel } from '../../../ml/load-model.ts';
import type { ArtifactStore } from '../registry/artifact-store.ts';

/** A prediction as it was kept. */
export interface KeptPrediction {
  readonly probability: number;
  readonly features: readonly (readonly [name: string, value: number | null])[];
}

/** The same prediction made once more, from its own features by its own version. */
export interface Recomputed {
  readonly probability: number;
  /** Distance from the one that was kept; at most `sameWithin` where nothing is wrong. */
  readonly difference: number;
  readonly isSame: boolean;
  /** The features are those of the version in its order, and each is the very float32 that was scored. */
  readonly sameVector: boolean;
  /** Each comparison of the campaign with a probability comes out as it did. */
  readonly sameDecisions: boolean;
}

/**
 * The last bits of a score depend on how many rows are scored together and in which order trees are added, so it is compared within
 * this; what is decided by it has to be the same.
 */
export const sameWithin = 1e-6;

export interface RecomputeAsked {
  /** As the registry keeps it. */
  readonly manifest: unknown;
  readonly kept: KeptPrediction;
  /** What the campaign compares probabilities with. */
  readonly thresholds: readonly number[];
}

/** Rejects with `ModelRefusedError` where the version cannot be loaded any more. */
export type Recompute = (asked: RecomputeAsked) => Promise<Recomputed>;

export interface RescoreAsked {
  /** As the registry keeps it. */
  readonly manifest: unknown;
  /** Values in the order of the version's set; null: not known. */
  readonly rows: readonly (readonly (number | null)[])[];
}

/** Scores rows by a version that need not answer any more. Rejects with `ModelRefusedError` where it cannot be loaded. */
export type Rescore = (asked: RescoreAsked) => Promise<readonly number[]>;

/** Recomputes in a thread of its own, one version at a time: whoever asks why waits, and nobody who is served does. */
export function createRecompute({ artifacts }: { readonly artifacts: Pick<ArtifactStore, 'get'> }): {
  readonly recompute: Recompute;
  readonly rescore: Rescore;
  close(): Promise<void>;
} {
  let thread: InferenceThread | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function score(model: LoadedModel, rows: Float32Array<ArrayBuffer>): Promise<readonly number[]> {
    if (!thread?.isAlive()) thread = startInferenceThread();
    const key = model.manifest.modelVersion;
    await thread.load(key, model);
    try {
      const { lines } = await thread.score(key, rows);
      // Each line begins with the probability; what follows are the contributions of the features.
      const width = model.featureSet.features.length + 1;
      return Array.from({ length: lines.length / width }, (_, index) => lines[index * width] ?? NaN);
    } finally {
      await thread.unload(key).catch(() => undefined);
    }
  }

  async function run({ manifest, kept, thresholds }: RecomputeAsked): Promise<Recomputed> {
    const model = await assembleModel(manifest, ({ sha256 }) => artifacts.get(sha256));
    const row = Float32Array.from(kept.features, ([, value]) => value ?? NaN);
    const sameVector = isVectorOf(model, kept, row);
    const [probability = NaN] = await score(model, row);
    const difference = Math.abs(probability - kept.probability);
    return {
      ...{ probability, difference, isSame: difference <= sameWithin, sameVector },
      sameDecisions: decideAlike(thresholds, probability, kept.probability),
    };
  }

  async function runRows({ manifest, rows }: RescoreAsked): Promise<readonly number[]> {
    if (rows.length === 0) return [];
    const model = await assembleModel(manifest, ({ sha256 }) => artifacts.get(sha256));
    return score(
      model,
      Float32Array.from(rows.flat(), (value) => value ?? NaN),
    );
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    recompute: (asked) => inTurn(() => run(asked)),
    rescore: (asked) => inTurn(() => runRows(asked)),
    async close() {
      await last;
      await thread?.stop();
    },
  };
}

function isVectorOf({ featureSet }: LoadedModel, { features }: KeptPrediction, row: Float32Array): boolean {
  return (
    features.length === featureSet.features.length &&
    features.every(([name, value], place) => {
      if (featureSet.features[place]?.name !== name) return false;
      return value === null ? Number.isNaN(row[place]) : Object.is(row[place], value);
    })
  );
}
