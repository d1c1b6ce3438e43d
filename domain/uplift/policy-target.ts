import { choosePolicyAction } from './choose-policy-action.ts';
import { costOfSending, discountOf, expectedGain } from './expected-gain.ts';
import type { LoggedOutcome, OutcomeModel, TargetPolicy } from './logged-outcome.ts';
import type { PolicyTerms } from './policy-terms.ts';

/** Not yet used in its month: what a budget would have left out later, nobody knows from single decisions. */
const fresh = { offers: 0, minor: 0 };

/**
 * What a policy would have done about a logged decision, with how probable each action would have been. Its exploration is part of it,
 * because it is part of what the policy costs.
 */
export function targetOf({ economics, limits }: Pick<PolicyTerms, 'economics' | 'limits'>): TargetPolicy {
  return ({ allowed, personId, valueMinor, chances }) => {
    const cart = { subjectId: personId, stepId: 'uplift/judge', valueMinor, chances, month: fresh };
    const chosen = choosePolicyAction(allowed, cart, { economics, limits });
    return Object.fromEntries(chosen.allowed.map(({ id, propensity }) => [id, propensity]));
  };
}

/** What an action is expected to bring, by the chances that the policy itself goes by. */
export function outcomeModelOf({ economics }: Pick<PolicyTerms, 'economics'>): OutcomeModel {
  return ({ valueMinor, chances }, { kind, channel }) => {
    const value = valueMinor ?? 0;
    const bought = (chances[kind] * economics.marginPercent * value) / 100;
    const discount = kind === 'offer' ? chances.offer * discountOf(value, economics) : 0;
    return bought - discount - costOfSending({ kind, channel }, economics);
  };
}

/** Whether the policy would rather leave this person alone than do what it may. */
export function leavesAlone(
  { allowed, valueMinor, chances }: LoggedOutcome,
  { economics, limits }: Pick<PolicyTerms, 'economics' | 'limits'>,
): boolean {
  if (!allowed.some(({ kind }) => kind === 'none')) return false;
  const gains = allowed
    .filter(({ kind }) => kind !== 'none')
    .map((action) => expectedGain(action, { valueMinor: valueMinor ?? 0, chances }, economics));
  return gains.every((gain) => gain < Math.max(0, limits.gainMinorMin));
}
