import { shadowScores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { FeatureInput } from '../../../ml/feature-input.ts';
import { ModelRefusedError } from '../../../ml/model-refused-error.ts';
import { PredictorError } from '../../../ml/predictor-error.ts';
import { createBatcher } from '../../../runtime/batcher.ts';
import type { LoadedVersion } from './loaded-versions.ts';

/** A prediction that was answered, and a version that would have answered it too. */
export interface ShadowQuestion {
  readonly storeId: string;
  readonly predictionId: string;
  readonly version: LoadedVersion;
  readonly input: FeatureInput;
}

export type ShadowScore = typeof shadowScores.$inferInsert;

export interface ShadowScorer {
  /** Never waits and never throws: nobody waits for what a shadow says. */
  offer(question: ShadowQuestion): void;
  /** Scores and keeps what waits, and ends. */
  stop(): Promise<void>;
}

/** Questions that wait to be scored; more are dropped, so that what answers is never slowed down by what does not. */
export const shadowsWaitingMax = 2_000;
const batchMax = 64;
/** Questions of this long are scored and kept together. */
const gatherMs = 50;

export function createShadowScorer({
  keep,
  onDropped,
  onFailure,
  now = Date.now,
}: {
  readonly keep: (scores: readonly ShadowScore[]) => Promise<void>;
  readonly onDropped: (questions: number) => void;
  readonly onFailure: (error: unknown) => void;
  readonly now?: () => number;
}): ShadowScorer {
  const later = createBatcher<ShadowQuestion, void>({
    itemsPerBatchMax: batchMax,
    batchesInFlightMax: 1,
    gatherMs,
    async handle(questions) {
      const scores = await Promise.all(questions.map((question) => scoreOf(question, now)));
      const made = scores.flatMap((score) => score ?? []);
      onDropped(questions.length - made.length);
      try {
        if (made.length > 0) await keep(made);
      } catch (error) {
        onFailure(error);
        onDropped(made.length);
      }
      return [];
    },
  });
  return {
    offer(question) {
      if (later.waiting() >= shadowsWaitingMax) return onDropped(1);
      void later.add(question);
    },
    stop: later.drain,
  };
}

/** Null: the version was unloaded meanwhile. */
async function scoreOf(
  { storeId, predictionId, version, input }: ShadowQuestion,
  now: () => number,
): Promise<ShadowScore | null> {
  const since = performance.now();
  const scored = await version.predictor.predict(input).then(
    ({ probability }) => ({ probability, errorCode: null }),
    (error: unknown) => ({ probability: null, errorCode: codeOf(error) }),
  );
  if (scored.errorCode === 'predictor_closed') return null;
  const tookMs = performance.now() - since;
  return { storeId, predictionId, versionId: version.id, ...scored, tookMs, at: new Date(now()) };
}

function codeOf(error: unknown): string {
  return error instanceof PredictorError || error instanceof ModelRefusedError ? error.code : 'failed';
}

/** Keeps scores of all stores; one that is there already stays. */
export async function keepShadowScores(tx: Tx, scores: readonly ShadowScore[]): Promise<void> {
  await tx
    .insert(shadowScores)
    .values([...scores])
    .onConflictDoNothing();
}
