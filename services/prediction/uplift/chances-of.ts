import { assumedProbability } from '../../../domain/offers/decide-offer.ts';
import { assumedChances, type PolicyScores, type PurchaseChances } from '../../../domain/uplift/policy-terms.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { ChancesOf, KnownAtDecision } from './logged-outcomes.ts';

/** Asks a version of the model `uplift`; null where it knows nothing of somebody. */
export type UpliftScorer = (
  storeId: string,
  modelVersionId: string,
  features: readonly KnownAtDecision['features'][],
) => Promise<readonly (PurchaseChances | null)[]>;

export interface ChancesBy {
  /** Null: this process asks no model. */
  readonly scorer: UpliftScorer | null;
}

/** The chances that a policy goes by: what the store assumes, or what its model says, and the assumed chance of whom nobody knows. */
export function chancesOf({ scorer }: ChancesBy, storeId: string, scores: PolicyScores): ChancesOf {
  if (scores.kind === 'assumed')
    return async (known) => known.map(({ probability }) => assumedChances(probability ?? assumedProbability, scores));
  return async (known) => {
    if (scorer === null)
      throw new ServiceError('unavailable', 'No model can be asked here: the policy cannot be judged by one.');
    const found = await scorer(
      storeId,
      scores.modelVersionId,
      known.map(({ features }) => features),
    );
    return known.map(({ probability }, index) => found[index] ?? unknown(probability ?? assumedProbability));
  };
}

/** Of whom the model knows nothing, no message is expected to change anything. */
function unknown(none: number): PurchaseChances {
  return { none, message: none, offer: none };
}
