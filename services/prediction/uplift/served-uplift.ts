import { setTimeout } from 'node:timers/promises';
import type { PolicyRefusal } from '../../../domain/uplift/policy-refusal.ts';
import type { ModelScores, PurchaseChances } from '../../../domain/uplift/policy-terms.ts';
import { ModelRefusedError } from '../../../ml/model-refused-error.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { ModelRouter } from '../serving/model-router.ts';
import type { UpliftScorer } from './chances-of.ts';
import type { KnownAtDecision } from './known-features.ts';

/** A cart that a policy decides about. */
export interface AskedUplift {
  readonly storeId: string;
  /** By whom a canary is drawn. */
  readonly subjectId: string;
  readonly scores: ModelScores;
  readonly features: KnownAtDecision['features'];
}

/** What a model says of a cart, and which version said it; or why none does. */
export type ToldChances =
  | { readonly kind: 'told'; readonly chances: PurchaseChances; readonly modelVersionId: string }
  | { readonly kind: 'silent'; readonly reason: PolicyRefusal };

/** Asks the model `uplift` about a cart. Never throws: whoever cannot be told does what the rules do. */
export type ServedUplift = (asked: AskedUplift) => Promise<ToldChances>;

/** A split holds up its workflow: a model that takes longer, since it has to be loaded first, answers for the next cart. */
const answerMsMax = 3_000;

/** Of a process that serves no models. */
export const noServedUplift: ServedUplift = async () => ({ kind: 'silent', reason: 'model_not_served' });

const tooSlow: ToldChances = { kind: 'silent', reason: 'model_slow' };

export function createServedUplift({
  router,
  scorer,
  onFailure,
  waitMsMax = answerMsMax,
}: {
  /** Opened when it is first asked for. */
  readonly router: () => Promise<Pick<ModelRouter, 'choose'>>;
  readonly scorer: UpliftScorer;
  /** Something broke that is neither a version that is gone nor one that is refused. */
  readonly onFailure: (error: unknown) => void;
  readonly waitMsMax?: number;
}): ServedUplift {
  async function versionFor({ storeId, subjectId, scores }: AskedUplift): Promise<string> {
    if (scores.kind === 'model') return scores.modelVersionId;
    const { version } = await (await router()).choose({ storeId, model: 'uplift', subjectId });
    return version.id;
  }

  async function answer(asked: AskedUplift): Promise<ToldChances> {
    try {
      const modelVersionId = await versionFor(asked);
      const ask = await scorer(asked.storeId, modelVersionId);
      const [chances] = await ask([asked.features]);
      return chances ? { kind: 'told', chances, modelVersionId } : { kind: 'silent', reason: 'features_unknown' };
    } catch (error) {
      if (error instanceof ModelRefusedError) return { kind: 'silent', reason: 'model_not_served' };
      if (error instanceof ServiceError && error.code === 'conflict') return { kind: 'silent', reason: 'model_gone' };
      onFailure(error);
      return { kind: 'silent', reason: 'model_failed' };
    }
  }

  return async (asked) => {
    const patience = new AbortController();
    const tooLate = setTimeout(waitMsMax, tooSlow, { signal: patience.signal, ref: false });
    tooLate.catch(() => undefined);
    try {
      return await Promise.race([answer(asked), tooLate]);
    } finally {
      patience.abort();
    }
  };
}
