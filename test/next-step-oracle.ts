import type { CampaignStep } from '../domain/campaign.ts';
import { channelsOf } from '../domain/channel.ts';
import { dueAt } from '../domain/due-at.ts';
import { endOfCampaign } from '../domain/end-of-campaign.ts';
import type { RecoveryEnd, RecoverySnapshot } from '../domain/recovery.ts';
import type { RecoveryState } from '../domain/recovery-state.ts';
import { isForStage } from '../domain/step-stage.ts';

export type NextStep =
  | { readonly kind: 'end'; readonly end: RecoveryEnd }
  /** Nothing is sent until somebody resumes. */
  | { readonly kind: 'paused'; readonly by: 'operator' | 'campaign' }
  | { readonly kind: 'wait'; readonly step: CampaignStep; readonly untilMs: number }
  | { readonly kind: 'step'; readonly step: CampaignStep };

/** What a campaign of rules does next, written before there were flows and kept to hold the compiled flow against: the earliest step that is not done and could still reach the customer. */
export function nextStep(state: RecoveryState, nowMs: number): NextStep {
  const { snapshot } = state;
  if (state.end) return { kind: 'end', end: state.end };
  if (!snapshot) throw new Error('a recovery decides nothing before it has read its context');
  const reachable = reachableSteps(state, snapshot);
  const [next] = reachable
    .filter((step) => isForStage(step, snapshot.cart.stage))
    .map((step) => ({ step, untilMs: dueAt(step, { clockStartAt: state.clockStartAt, ...snapshot }) }))
    .sort((a, b) => a.untilMs - b.untilMs);
  if (!next) return { kind: 'end', end: endOfCampaign(state, reachable) };
  if (state.pausedByOperator) return { kind: 'paused', by: 'operator' };
  if (state.campaignPaused ?? snapshot.campaignPaused) return { kind: 'paused', by: 'campaign' };
  const untilMs = Math.max(next.untilMs, state.postponedUntil ?? next.untilMs);
  if (untilMs > nowMs && !state.waitSkipped) return { kind: 'wait', step: next.step, untilMs };
  return { kind: 'step', step: next.step };
}

/** Rules still to come on channels that reach the customer; of the others there is nothing to wait for. */
function reachableSteps(state: RecoveryState, snapshot: RecoverySnapshot): CampaignStep[] {
  return snapshot.rules.filter(
    (step) =>
      !state.doneStepIds.includes(step.id) &&
      channelsOf(step.channel).some((channel) => snapshot.channels.includes(channel)),
  );
}
