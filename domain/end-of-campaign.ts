import type { RecoveryEnd } from './recovery.ts';
import type { RecoveryState } from './recovery-state.ts';

/** How a recovery ends whose campaign is through; `reachable` are its messages that were never due and could reach the person. */
export function endOfCampaign(state: RecoveryState, reachable: readonly unknown[]): RecoveryEnd {
  if (state.steps.some((step) => step.kind === 'sent')) return { outcome: 'completed', reason: 'no_touch_left' };
  const [reason] = state.steps.flatMap((step) => (step.kind === 'not_sent' ? [step.reason] : []));
  const fallback = reachable.length > 0 ? 'conditions_not_met' : 'no_reachable_channel';
  return { outcome: 'nothing_to_send', reason: reason ?? fallback };
}
