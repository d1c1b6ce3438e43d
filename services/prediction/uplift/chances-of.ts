import { assumedProbability } from '../../../domain/offers/decide-offer.ts';
import { assumedChances, type PolicyScores, type PurchaseChances } from '../../../domain/uplift/policy-terms.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { KnownAtDecision } from './known-features.ts';
import type { ChancesOf } from './logged-outcomes.ts';

/**
 * Opens a version of the model `uplift` that the store sees, or the one that is served there (null), to be asked about many people; it
 * answers null about whom it knows nothing. Throws `conflict` where the version is gone or none is served, and `ModelRefusedError`
 * where it must not be served.
 */
export type UpliftScorer = (
  storeId: string,
  modelVersionId: string | null,
) => Promise<(features: readonly KnownAtDecision['features'][]) => Promise<readonly (PurchaseChances | null)[]>>;

export interface ChancesBy {
  /** Null: this process asks no model. */
  readonly scorer: UpliftScorer | null;
}

/** The chances that a policy goes by: what the store assumes, or what its model says. */
export async function chancesOf({ scorer }: ChancesBy, storeId: string, scores: PolicyScores): Promise<ChancesOf> {
  if (scores.kind === 'assumed')
    return async (known) => known.map(({ probability }) => assumedChances(probability ?? assumedProbability, scores));
  if (scorer === null)
    throw new ServiceError('unavailable', 'No model can be asked here: the policy cannot be judged by one.');
  const ask = await scorer(storeId, scores.kind === 'model' ? scores.modelVersionId : null);
  return async (known) => {
    const found = await ask(known.map(({ features }) => features));
    return known.map(({ probability }, index) => found[index] ?? unknown(probability ?? assumedProbability));
  };
}

/** Of whom the model knows nothing, no message is expected to change anything. */
function unknown(none: number): PurchaseChances {
  return { none, message: none, offer: none };
}
