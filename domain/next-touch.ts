import type { CampaignRule } from './campaign.ts';
import { channelsOf } from './channel.ts';
import { dueAt } from './due-at.ts';
import type { RecoveryEnd, RecoverySnapshot } from './recovery.ts';
import type { RecoveryState } from './recovery-state.ts';
import { isForStage } from './rule-stage.ts';

export type NextTouch =
  | { readonly kind: 'end'; readonly end: RecoveryEnd }
  /** Nothing is sent until somebody resumes. */
  | { readonly kind: 'paused'; readonly by: 'operator' | 'campaign' }
  | { readonly kind: 'wait'; readonly rule: CampaignRule; readonly untilMs: number }
  | { readonly kind: 'touch'; readonly rule: CampaignRule };

/** What a recovery does next: the earliest rule that is not done and could still reach the person. */
export function nextTouch(state: RecoveryState, nowMs: number): NextTouch {
  const { snapshot } = state;
  if (state.end) return { kind: 'end', end: state.end };
  if (!snapshot) throw new Error('a recovery decides nothing before it has read its context');
  const reachable = reachableRules(state, snapshot);
  const [next] = reachable
    .filter((rule) => isForStage(rule, snapshot.cart.stage))
    .map((rule) => ({ rule, untilMs: dueAt(rule, { clockStartAt: state.clockStartAt, ...snapshot }) }))
    .sort((a, b) => a.untilMs - b.untilMs);
  if (!next) return { kind: 'end', end: endOfLadder(state, reachable) };
  if (state.pausedByOperator) return { kind: 'paused', by: 'operator' };
  if (state.campaignPaused ?? snapshot.campaignPaused) return { kind: 'paused', by: 'campaign' };
  const untilMs = Math.max(next.untilMs, state.postponedUntil ?? next.untilMs);
  if (untilMs > nowMs && !state.waitSkipped) return { kind: 'wait', rule: next.rule, untilMs };
  return { kind: 'touch', rule: next.rule };
}

/** Rules still to come on channels that reach the person; of the others there is nothing to wait for. */
function reachableRules(state: RecoveryState, snapshot: RecoverySnapshot): CampaignRule[] {
  return snapshot.rules.filter(
    (rule) =>
      !state.doneRuleIds.includes(rule.id) &&
      channelsOf(rule.channel).some((channel) => snapshot.channels.includes(channel)),
  );
}

function endOfLadder(state: RecoveryState, reachable: readonly CampaignRule[]): RecoveryEnd {
  if (state.touches.some((touch) => touch.kind === 'sent')) return { outcome: 'completed', reason: 'no_touch_left' };
  const [reason] = state.touches.flatMap((touch) => (touch.kind === 'not_sent' ? [touch.reason] : []));
  const fallback = reachable.length > 0 ? 'conditions_not_met' : 'no_reachable_channel';
  return { outcome: 'nothing_to_send', reason: reason ?? fallback };
}
