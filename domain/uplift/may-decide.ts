import type { PolicyEvaluation } from './policy-evaluation.ts';
import type { PolicyState } from './policy-terms.ts';

/**
 * Whether a split may ask a policy. It has to be judged, and not found surely worse than the rules; one that cannot be judged yet may,
 * because it decides beside the rules only, and nothing else would ever bring what it is to be judged by.
 */
export function mayDecide({
  state,
  evaluation,
}: {
  readonly state: PolicyState;
  readonly evaluation: Pick<PolicyEvaluation, 'difference'> | null;
}): boolean {
  if (evaluation === null || (state !== 'evaluated' && state !== 'arm')) return false;
  const { difference } = evaluation;
  return difference.kind === 'refused' || difference.difference.interval.high >= 0;
}
