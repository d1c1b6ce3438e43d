import type { PredictionRole } from '../../../domain/model.ts';
import type { KnownCart } from '../../../ml/feature-store.ts';
import type { Prediction } from '../../../ml/prediction.ts';
import { PredictorError } from '../../../ml/predictor-error.ts';
import type { Flags } from '../../state/flags/flags.ts';
import type { LoadedVersion } from './loaded-versions.ts';
import type { ModelRouter } from './model-router.ts';
import type { ShadowScorer } from './shadow-scorer.ts';

export interface AskedPrediction {
  /** Under which the prediction is kept. */
  readonly id: string;
  readonly storeId: string;
  readonly cartId: string;
  readonly input: KnownCart;
}

/** An answer, and which version gave it as what. */
export interface ServedPrediction {
  readonly prediction: Prediction;
  readonly versionId: string;
  /** SHA-256 of the graph that answered. */
  readonly modelHash: string;
  readonly role: PredictionRole;
  /** Exact chance that this role answered for this cart. */
  readonly propensity: number;
}

/** Answers whether carts are bought without help, by the version that is served where the cart is. */
export interface ModelServing {
  /** Rejects when no version answers. Others are scored once it was given, never before. */
  predict(asked: AskedPrediction): Promise<ServedPrediction>;
  /** Which version would answer for a person, or for the cart of somebody unknown. */
  answering(asked: { readonly storeId: string; readonly subjectId: string }): Promise<LoadedVersion>;
}

/** Answers that are tried anew when a version was unloaded, or its thread died, between being chosen and being asked. */
const triesMax = 3;

export function createModelServing({
  router,
  shadows,
  flags,
}: {
  readonly router: ModelRouter;
  readonly shadows: ShadowScorer;
  readonly flags: Pick<Flags, 'isOnNow'>;
}): ModelServing {
  async function ask({ id, storeId, cartId, input }: AskedPrediction): Promise<ServedPrediction> {
    const subjectId = input.customerId ?? cartId;
    const choice = await router.choose({ storeId, model: 'purchase', subjectId });
    const { version, role, propensity } = choice;
    const prediction = await version.predictor.predict(input);
    const scored = flags.isOnNow('shadow_scores', { storeId, subjectId }) ? choice.shadows : [];
    for (const shadow of scored) shadows.offer({ storeId, predictionId: id, version: shadow, input });
    return { prediction, versionId: version.id, modelHash: version.modelHash, role, propensity };
  }

  return {
    answering: async (asked) => (await router.choose({ ...asked, model: 'purchase' })).version,
    async predict(asked) {
      for (let tried = 1; ; tried++) {
        try {
          return await ask(asked);
        } catch (error) {
          if (tried === triesMax || !(error instanceof PredictorError)) throw error;
          if (error.code === 'predictor_overloaded') throw error;
          // Another version answers already; a thread that died is started anew first.
          if (error.code === 'predictor_failed') await router.refresh();
        }
      }
    },
  };
}
