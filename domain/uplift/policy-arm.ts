import { channels } from '../channel.ts';
import type { Passerby } from '../flow/first-message.ts';
import { firstMessageFrom } from '../flow/first-message.ts';
import { type Flow, type SplitStep, splitBaselinePercent } from '../flow/flow.ts';
import { type PersonalGroup, personalGroupOf } from '../personal/choose-arm.ts';
import { type ChosenAction, choosePolicyAction, type PolicyCart } from './choose-policy-action.ts';
import type { AllowedAction, PolicyAction } from './policy-action.ts';
import type { PolicyTerms } from './policy-terms.ts';

/** Who comes to a split whose arms a policy chooses among. */
export interface PersonAtPolicy extends Omit<Passerby, 'atMs'> {
  readonly customerId: string;
  readonly recoveryId: string;
  readonly cart: Pick<PolicyCart, 'valueMinor' | 'chances' | 'month'>;
}

export interface PolicyArm extends Pick<ChosenAction, 'best' | 'withheld'> {
  readonly armId: string;
  readonly group: PersonalGroup;
  /** Every arm that could have been taken, those of the baseline included. */
  readonly allowed: readonly AllowedAction[];
  /** How probable the arm was for this person, above 0 and up to 1. */
  readonly propensity: number;
}

/**
 * The arm of a person at a split that asks a policy. The first arm is what the rules do without one: the baseline takes it, as far as it
 * reaches the person, so that the policy is never alone and is compared with the rules all the time.
 */
export function choosePolicyArm(
  flow: Pick<Flow, 'steps'>,
  step: SplitStep,
  person: PersonAtPolicy,
  { terms, nowMs }: { readonly terms: Pick<PolicyTerms, 'economics' | 'limits'>; readonly nowMs: number },
): PolicyArm {
  const { by, baselinePercent = splitBaselinePercent.usual } = step;
  const { customerId, recoveryId, clock } = person;
  const reachable = reachableActions(flow, step, { atMs: nowMs, clock, channels: person.channels });
  const cart = { ...person.cart, subjectId: by === 'person' ? customerId : recoveryId, stepId: step.id };
  const chosen = choosePolicyAction(reachable, cart, terms);
  const baseline = baselinePercent / 100;
  const ofRules = reachable[0]?.id;
  const allowed = reachable.flatMap((action): AllowedAction[] => {
    const asked = chosen.allowed.find(({ id }) => id === action.id)?.propensity ?? 0;
    const propensity = (action.id === ofRules ? baseline : 0) + (1 - baseline) * asked;
    return propensity > 0 ? [{ ...action, propensity }] : [];
  });
  const group = personalGroupOf(step.id, customerId, baselinePercent);
  const armId = group === 'baseline' && ofRules !== undefined ? ofRules : chosen.taken;
  const propensity = allowed.find(({ id }) => id === armId)?.propensity;
  if (propensity === undefined) throw new Error(`the arm ${armId} of the split ${step.id} was not allowed`);
  return { armId, group, allowed, propensity, best: chosen.best, withheld: chosen.withheld };
}

/** What the arms of a split are to somebody, in their order, as far as they may be taken: an arm whose messages cannot reach them is not. */
function reachableActions(
  flow: Pick<Flow, 'steps'>,
  { arms }: SplitStep,
  passerby: Passerby,
): readonly [PolicyAction, ...PolicyAction[]] {
  const all = arms.map(({ id, next }): { readonly action: PolicyAction; readonly reaches: boolean } => {
    const first = firstMessageFrom(flow, next, passerby);
    if (first) {
      const { channel, offer, atMs } = first;
      const kind = offer === null ? 'message' : 'offer';
      return { action: { id, kind, channel, delayMs: Math.max(0, atMs - passerby.atMs) }, reaches: true };
    }
    // Silent for everybody is a way of its own; silent for this person only is no choice.
    const isSilent = firstMessageFrom(flow, next, { ...passerby, channels }) === null;
    return { action: { id, kind: 'none', channel: null, delayMs: null }, reaches: isSilent };
  });
  const reaching = all.filter(({ reaches }) => reaches);
  const [first, ...others] = (reaching.length > 0 ? reaching : all).map(({ action }) => action);
  if (!first) throw new Error('a split has no arm');
  return [first, ...others];
}
