import type { ReasonCode } from '../reason-code.ts';
import type { StepResult } from '../recovery.ts';
import { advance, type RecoveryState } from '../recovery-state.ts';
import { flowConditionsHold } from './conditions.ts';
import { type Flow, stepOf } from './flow.ts';
import { cursorAt, cursorAtStart, type FlowCursor } from './flow-cursor.ts';
import type { FlowFacts } from './flow-facts.ts';
import type { FlowMove } from './flow-move.ts';

/** A recovery under way in a flow. */
export interface FlowRun {
  readonly cursor: FlowCursor;
  readonly state: RecoveryState;
}

export type Entry =
  | { readonly kind: 'enters'; readonly cursor: FlowCursor }
  | { readonly kind: 'await_prediction' }
  | { readonly kind: 'stays_out'; readonly reason: ReasonCode };

/** Whether a flow takes a recovery in, at its abandonment. */
export function enterFlow(flow: Flow, facts: FlowFacts): Entry {
  const holds = flowConditionsHold(flow.entry, facts);
  if (holds === 'pending') return { kind: 'await_prediction' };
  return holds
    ? { kind: 'enters', cursor: cursorAtStart(flow, facts.enteredAt) }
    : { kind: 'stays_out', reason: 'conditions_not_met' };
}

/** After a step that asked for nothing. Skipping a wait skips that one only. */
export function afterPass({ state }: FlowRun, { cursor, why }: Extract<FlowMove, { kind: 'pass' }>): FlowRun {
  const isWait = why.kind === 'waited' || why.kind === 'timed_out' || why.kind === 'seen';
  return { cursor, state: isWait ? { ...state, waitSkipped: false } : state };
}

/**
 * After a message that is settled on all of its channels. What follows counts from when it was sent, or from when it
 * should have been: a message left out because it is late puts nothing else off.
 */
export function afterMessage(
  flow: Flow,
  { cursor, state }: FlowRun,
  { step, messageId, dueMs }: Extract<FlowMove, { kind: 'send' | 'skip' }>,
  results: readonly StepResult[],
): FlowRun {
  const sentAt = results.flatMap((result) => (result.kind === 'sent' ? [result.at] : []));
  const since = Math.max(dueMs, ...sentAt);
  const stays = stepOf(flow, cursor.stepId).kind === 'wait';
  return {
    cursor: stays ? { ...cursor, since } : cursorAt(cursor, step.next, since),
    state: advance(state, { kind: 'step_done', ruleId: messageId, results }),
  };
}
