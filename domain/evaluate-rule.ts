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
  return (
    rule.trigger === 'prediction_high' ||
    rule.conditions.probabilityMin !== undefined ||
    rule.conditions.probabilityMax !== undefined
  );
}

/** Decides a rule that is due: its trigger and conditions on what is known of the cart. Sends go to the reachable channels. */
export function evaluateRule(rule: CampaignRule, snapshot: RecoverySnapshot, prediction: Prediction): RuleDecision {
  if (!isForStage(rule, snapshot.cart.stage) || !meets(rule.conditions, snapshot))
    return { kind: 'skip', reason: 'conditions_not_met' };
  if (needsPrediction(rule)) {
    if (prediction.kind !== 'known') return { kind: 'skip', reason: 'prediction_unavailable' };
    if (!inRange(rule, prediction.probability)) return { kind: 'skip', reason: 'prediction_below_threshold' };
  }
  const channels = channelsOf(rule.channel).filter((channel) => snapshot.channels.includes(channel));
  return channels.length === 0 ? { kind: 'skip', reason: 'channel_not_reachable' } : { kind: 'send', channels };
}

function meets(conditions: RuleConditions, { cart, customer }: RecoverySnapshot): boolean {
  const { valueMinorMin, valueMinorMax, currencies, stages, itemsMin } = conditions;
  if (valueMinorMin !== undefined && !(cart.valueMinor !== null && cart.valueMinor >= valueMinorMin)) return false;
  if (valueMinorMax !== undefined && !(cart.valueMinor !== null && cart.valueMinor <= valueMinorMax)) return false;
  if (currencies && !(cart.currency !== null && currencies.includes(cart.currency))) return false;
  if (stages && !stages.includes(cart.stage)) return false;
  if (itemsMin !== undefined && cart.items < itemsMin) return false;
  return conditions.customer === undefined || conditions.customer === customer;
}

function inRange(rule: CampaignRule, probability: number): boolean {
  if (rule.trigger === 'prediction_high' && probability < rule.probabilityMin) return false;
  const { probabilityMin = 0, probabilityMax = 1 } = rule.conditions;
  return probability >= probabilityMin && probability <= probabilityMax;
}
