import type { StepConditions } from '../campaign.ts';
import { asksForPrediction, conditionsHold } from '../evaluate-step.ts';
import type { FlowConditions } from './flow.ts';
import type { FlowFacts } from './flow-facts.ts';

/** What a flow asks beyond a step of rules. One check for each, so that a condition which nobody decides does not compile. */
type OwnCondition = Exclude<keyof FlowConditions, keyof StepConditions>;
type Check<Name extends OwnCondition> = (wanted: NonNullable<FlowConditions[Name]>, facts: FlowFacts) => boolean;

const ownChecks: { readonly [Name in OwnCondition]: Check<Name> } = {
  ordersBeforeMin: (min, { ordersBefore }) => ordersBefore >= min,
  ordersBeforeMax: (max, { ordersBefore }) => ordersBefore <= max,
  messagesMin: (min, { state }) => sentMessagesIn(state) >= min,
  messagesMax: (max, { state }) => sentMessagesIn(state) <= max,
  clicked: (wanted, facts) => wanted === hasSeen(facts, 'message_clicked'),
  opened: (wanted, facts) => wanted === hasSeen(facts, 'message_opened'),
};

/** Whether all conditions hold; `pending`: that hangs on a prediction which is still being made. */
export function flowConditionsHold(conditions: FlowConditions, facts: FlowFacts): boolean | 'pending' {
  const { snapshot, prediction } = facts.state;
  if (!snapshot) throw new Error('conditions are decided on a context');
  if (!ownNames.every((name) => holds(name, conditions, facts))) return false;
  if (!asksForPrediction(conditions) || prediction.kind !== 'pending')
    return conditionsHold(conditions, snapshot, prediction);
  const { probabilityMin: _, probabilityMax: __, ...others } = conditions;
  return conditionsHold(others, snapshot, prediction) ? 'pending' : false;
}

export function sentMessagesIn({ steps }: FlowFacts['state']): number {
  return steps.filter(({ kind }) => kind === 'sent').length;
}

const ownNames = Object.keys(ownChecks) as OwnCondition[];

function holds<Name extends OwnCondition>(name: Name, conditions: FlowConditions, facts: FlowFacts): boolean {
  const wanted = conditions[name];
  return wanted === undefined || wanted === null || (ownChecks[name] as Check<Name>)(wanted, facts);
}

function hasSeen({ events, cartId }: FlowFacts, name: 'message_clicked' | 'message_opened'): boolean {
  return events.some((event) => event.name === name && event.cartId === cartId);
}
