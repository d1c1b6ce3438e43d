import { type ArmSummary, type ArmSums, addSums, summaryOf } from './arm-sums.ts';

/** Outcomes of an arm beside what the same people did before they were exposed, which no message can have changed. */
export interface ArmWithPast {
  readonly outcome: ArmSums;
  readonly past: ArmSums;
  /** Sum over people of outcome × past. */
  readonly products: number;
}

/**
 * The arms as they would be if their people had had the same past: what is known beforehand is taken out of the outcomes, and
 * with it its part of the noise. The difference of the means stays unbiased. Never for a lift: its base is the holdout as it is.
 *
 * CUPED: A. Deng, Y. Xu, R. Kohavi, T. Walker, "Improving the sensitivity of online controlled experiments by utilizing
 * pre-experiment data" (WSDM 2013), with one slope for both arms.
 */
export function withoutPast(
  treated: ArmWithPast,
  holdout: ArmWithPast,
): { readonly treated: ArmSummary; readonly holdout: ArmSummary } {
  const both: ArmWithPast = {
    outcome: addSums(treated.outcome, holdout.outcome),
    past: addSums(treated.past, holdout.past),
    products: treated.products + holdout.products,
  };
  const past = summaryOf(both.past);
  const slope = past.variance > 0 ? covariance(both) / past.variance : 0;
  const adjusted = (arm: ArmWithPast): ArmSummary => {
    const [after, before] = [summaryOf(arm.outcome), summaryOf(arm.past)];
    const variance = after.variance + slope ** 2 * before.variance - 2 * slope * covariance(arm);
    return {
      people: after.people,
      mean: after.mean - slope * (before.mean - past.mean),
      variance: Math.max(0, variance),
    };
  };
  return { treated: adjusted(treated), holdout: adjusted(holdout) };
}

function covariance({ outcome, past, products }: ArmWithPast): number {
  const { people } = outcome;
  return people > 1 ? (products - (outcome.sum * past.sum) / people) / (people - 1) : 0;
}
