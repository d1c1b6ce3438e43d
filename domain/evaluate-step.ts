import { assertNever } from './assert-never.ts';
import type { CampaignStep, StepConditions } from './campaign.ts';
import { type Channel, channelsOf } from './channel.ts';
import type { ReasonCode } from './reason-code.ts';
import type { RecoverySnapshot } from './recovery.ts';
import type { Prediction } from './recovery-state.ts';
import { isForStage } from './step-stage.ts';

export type RuleDecision =
  | { readonly kind: 'send'; readonly channels: readonly Channel[] }
  | { readonly kind: 'skip'; readonly reason: ReasonCode };

/** Whether a step looks at the prediction: only such a step waits for it. */
export function needsPrediction(step: CampaignStep): boolean {
  return leastProbabilityOf(step) !== null || asksForPrediction(step.conditions);
}

/** Decides a step that is due: its trigger and conditions on what is known of the cart. Sends go to the reachable channels. */
export function evaluateStep(step: CampaignStep, snapshot: RecoverySnapshot, prediction: Prediction): RuleDecision {
  if (!isForStage(step, snapshot.cart.stage) || !allHold(snapshotChecks, step, snapshot))
    return { kind: 'skip', reason: 'conditions_not_met' };
  if (needsPrediction(step)) {
    if (prediction.kind !== 'known') return { kind: 'skip', reason: 'prediction_unavailable' };
    if (!inRange(step, prediction.probability)) return { kind: 'skip', reason: 'prediction_below_threshold' };
  }
  const channels = channelsOf(step.channel).filter((channel) => snapshot.channels.includes(channel));
  return channels.length === 0 ? { kind: 'skip', reason: 'channel_not_reachable' } : { kind: 'send', channels };
}

/** Whether conditions hold outside a step, where a stage that they do not name is none that they exclude. */
export function conditionsHold(
  conditions: StepConditions,
  snapshot: RecoverySnapshot,
  prediction: Prediction,
): boolean {
  if (!allHold(snapshotChecks, { conditions }, snapshot)) return false;
  if (!asksForPrediction(conditions)) return true;
  return prediction.kind === 'known' && allHold(predictionChecks, { conditions }, prediction.probability);
}

export function asksForPrediction(conditions: StepConditions): boolean {
  return conditionNames(predictionChecks).some((name) => conditions[name] !== undefined);
}

/** The least purchase probability that the trigger asks for; null: it asks for none. */
function leastProbabilityOf(step: CampaignStep): number | null {
  switch (step.trigger) {
    case 'prediction_high':
      return step.probabilityMin;
    case 'cart_abandoned':
    case 'time_based':
      return null;
    default:
      return assertNever(step);
  }
}

function inRange(step: CampaignStep, probability: number): boolean {
  return probability >= (leastProbabilityOf(step) ?? 0) && allHold(predictionChecks, step, probability);
}

/** Conditions that wait for the prediction. All others are decided on the snapshot. */
type PredictionCondition = Extract<keyof StepConditions, 'probabilityMin' | 'probabilityMax'>;

/** One check for each condition, so that a condition which nobody decides does not compile. */
type Checks<Name extends keyof StepConditions, Known> = {
  readonly [N in Name]: (wanted: NonNullable<StepConditions[N]>, known: Known) => boolean;
};

const snapshotChecks: Checks<Exclude<keyof StepConditions, PredictionCondition>, RecoverySnapshot> = {
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

/** A condition that the step does not set holds. */
function allHold<Name extends keyof StepConditions, Known>(
  checks: Checks<Name, Known>,
  { conditions }: Pick<CampaignStep, 'conditions'>,
  known: Known,
): boolean {
  return conditionNames(checks).every((name) => {
    const wanted = conditions[name];
    return wanted === undefined || checks[name](wanted, known);
  });
}

function conditionNames<Name extends keyof StepConditions>(checks: Checks<Name, never>): readonly Name[] {
  return Object.keys(checks) as Name[];
}
