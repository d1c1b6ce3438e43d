import { assertNever } from './assert-never.ts';
import type { CampaignRule, RuleConditions } from './campaign.ts';
import { type Channel, channelsOf } from './channel.ts';
import type { ReasonCode } from './reason-code.ts';
import type { RecoverySnapshot } from './recovery.ts';
import type { Prediction } from './recovery-state.ts';
import { isForStage } from './rule-stage.ts';

export type RuleDecision =
  | { readonly kind: 'send'; readonly channels: readonly Channel[] }
  | { readonly kind: 'skip'; readonly reason: ReasonCode };

/** Whether a rule looks at the prediction: only such a rule waits for it. */
export function needsPrediction(rule: CampaignRule): boolean {
  return leastProbabilityOf(rule) !== null || conditionNames(predictionChecks).some((name) => isSet(rule, name));
}

/** Decides a rule that is due: its trigger and conditions on what is known of the cart. Sends go to the reachable channels. */
export function evaluateRule(rule: CampaignRule, snapshot: RecoverySnapshot, prediction: Prediction): RuleDecision {
  if (!isForStage(rule, snapshot.cart.stage) || !allHold(snapshotChecks, rule, snapshot))
    return { kind: 'skip', reason: 'conditions_not_met' };
  if (needsPrediction(rule)) {
    if (prediction.kind !== 'known') return { kind: 'skip', reason: 'prediction_unavailable' };
    if (!inRange(rule, prediction.probability)) return { kind: 'skip', reason: 'prediction_below_threshold' };
  }
  const channels = channelsOf(rule.channel).filter((channel) => snapshot.channels.includes(channel));
  return channels.length === 0 ? { kind: 'skip', reason: 'channel_not_reachable' } : { kind: 'send', channels };
}

/** The least purchase probability that the trigger asks for; null: it asks for none. */
function leastProbabilityOf(rule: CampaignRule): number | null {
  switch (rule.trigger) {
    case 'prediction_high':
      return rule.probabilityMin;
    case 'cart_abandoned':
    case 'time_based':
      return null;
    default:
      return assertNever(rule);
  }
}

function inRange(rule: CampaignRule, probability: number): boolean {
  return probability >= (leastProbabilityOf(rule) ?? 0) && allHold(predictionChecks, rule, probability);
}

/** Conditions that wait for the prediction. All others are decided on the snapshot. */
type PredictionCondition = Extract<keyof RuleConditions, 'probabilityMin' | 'probabilityMax'>;

/** One check for each condition, so that a condition which nobody decides does not compile. */
type Checks<Name extends keyof RuleConditions, Known> = {
  readonly [N in Name]: (wanted: NonNullable<RuleConditions[N]>, known: Known) => boolean;
};

const snapshotChecks: Checks<Exclude<keyof RuleConditions, PredictionCondition>, RecoverySnapshot> = {
  valueMinorMin: (min, { cart }) => cart.valueMinor !== null && cart.valueMinor >= min,
  valueMinorMax: (max, { cart }) => cart.valueMinor !== null && cart.valueMinor <= max,
  currencies: (currencies, { cart }) => cart.currency !== null && currencies.includes(cart.currency),
  stages: (stages, { cart }) => stages.includes(cart.stage),
  itemsMin: (min, { cart }) => cart.items >= min,
  customer: (wanted, { customer }) => customer === wanted,
};

const predictionChecks: Checks<PredictionCondition, number> = {
  probabilityMin: (min, probability) => probability >= min,
  probabilityMax: (max, probability) => probability <= max,
};

/** A condition that the rule does not set holds. */
function allHold<Name extends keyof RuleConditions, Known>(
  checks: Checks<Name, Known>,
  { conditions }: CampaignRule,
  known: Known,
): boolean {
  return conditionNames(checks).every((name) => {
    const wanted = conditions[name];
    return wanted === undefined || checks[name](wanted, known);
  });
}

function isSet({ conditions }: CampaignRule, name: keyof RuleConditions): boolean {
  return conditions[name] !== undefined;
}

function conditionNames<Name extends keyof RuleConditions>(checks: Checks<Name, never>): readonly Name[] {
  return Object.keys(checks) as Name[];
}
