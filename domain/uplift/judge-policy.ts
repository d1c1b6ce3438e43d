import { halfOf, type LoggedOutcome, type OutcomeModel, type TargetPolicy } from './logged-outcome.ts';
import { compareOffPolicy, type OffPolicyDifference } from './off-policy.ts';

export interface PolicyCandidate {
  readonly id: string;
  readonly target: TargetPolicy;
}

export interface JudgedPolicy {
  /** The candidate that did best on the first half; null: there was none to choose. */
  readonly chosen: string | null;
  /** Beside the current rules, on the second half. */
  readonly judged: OffPolicyDifference;
}

/**
 * Chooses the candidate that seems to bring most on one half of the people, and judges it on the other, without the model: whatever is
 * best of many looks good where it was chosen, and a model that helped to choose would praise its own choice.
 * V. Chernozhukov et al., "Double/debiased machine learning" (Econometrics Journal 21, 2018) for the halves.
 */
export function chooseAndJudge(
  rows: readonly LoggedOutcome[],
  {
    candidates,
    than,
    model,
  }: { readonly candidates: readonly PolicyCandidate[]; readonly than: TargetPolicy; readonly model: OutcomeModel },
): JudgedPolicy {
  const chooseOn = rows.filter(({ personId }) => halfOf(personId) === 'choose');
  const judgeOn = rows.filter(({ personId }) => halfOf(personId) === 'judge');
  const compared = candidates.flatMap((candidate) => {
    const found = compareOffPolicy(chooseOn, { target: candidate.target, than, model });
    return found.kind === 'estimated' ? [{ candidate, value: found.difference.value }] : [];
  });
  const best = compared.toSorted((a, b) => b.value - a.value)[0]?.candidate ?? candidates[0];
  if (!best) return { chosen: null, judged: { kind: 'refused', reason: 'no_decisions' } };
  return { chosen: best.id, judged: compareOffPolicy(judgeOn, { target: best.target, than, model: null }) };
}
