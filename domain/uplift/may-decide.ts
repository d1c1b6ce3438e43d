import type { PolicyEvaluation } from './policy-evaluation.ts';
import type { PolicyRefusal } from './policy-refusal.ts';
import type { PolicyState } from './policy-terms.ts';

export interface JudgedPolicy {
  readonly state: PolicyState;
  readonly evaluation: Pick<PolicyEvaluation, 'difference'> | null;
}

/**
 * Why a split may not ask a policy; null: it may. It has to be judged, and not found surely worse than the rules; one that cannot be
 * judged yet may, because it decides beside the rules only, and nothing else would ever bring what it is to be judged by.
 */
export function whyNotDecide({ state, evaluation }: JudgedPolicy): PolicyRefusal | null {
  if (state === 'archived') return 'policy_gone';
  if (evaluation === null || state === 'draft') return 'policy_not_judged';
  const { difference } = evaluation;
  return difference.kind === 'refused' || difference.difference.interval.high >= 0 ? null : 'policy_worse';
}

export function mayDecide(policy: JudgedPolicy): boolean {
  return whyNotDecide(policy) === null;
}
