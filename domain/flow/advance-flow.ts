import type { ReasonCode } from '../reason-code.ts';
import type { RecoveryEnd, StepResult } from '../recovery.ts';
import { advance, type RecoveryState } from '../recovery-state.ts';
import { flowConditionsHold } from './conditions.ts';
import { type Flow, stepOf } from './flow.ts';
import { cursorAt, cursorAtStart, type FlowCursor } from './flow-cursor.ts';
import type { FlowFacts } from './flow-facts.ts';
import type { FlowMove, Passage } from './flow-move.ts';
import { nextMove } from './next-move.ts';

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

/** A move that is not only on to another step. */
export type Rest = Exclude<FlowMove, { readonly kind: 'pass' }>;

export interface RestOfFlow {
  /** Null: the flow has not taken the recovery in. */
  readonly cursor: FlowCursor | null;
  readonly state: RecoveryState;
  readonly move: Rest;
  /** The ways that were taken to get there. */
  readonly passed: readonly Passage[];
}

/** Follows a flow to where it asks for something; a null cursor is at the door. `visitsPerStepMax` ends what turns in circles. */
export function nextRest(
  flow: Flow,
  at: { readonly cursor: FlowCursor | null; readonly state: RecoveryState },
  facts: Omit<FlowFacts, 'state'>,
  nowMs: number,
): RestOfFlow {
  const { end } = at.state;
  if (end) return { ...at, move: { kind: 'end', end }, passed: [] };
  const entry: Entry = at.cursor ? { kind: 'enters', cursor: at.cursor } : enterFlow(flow, { ...facts, ...at });
  if (entry.kind === 'await_prediction')
    return { ...at, move: { kind: 'await_prediction', stepId: flow.start }, passed: [] };
  if (entry.kind === 'stays_out') {
    const staysOut: RecoveryEnd = { outcome: 'nothing_to_send', reason: entry.reason };
    return { ...at, move: { kind: 'end', end: staysOut }, passed: [] };
  }
  const passed: Passage[] = [];
  for (let run: FlowRun = { cursor: entry.cursor, state: at.state }; ; ) {
    const move = nextMove(flow, run.cursor, { ...facts, state: run.state }, nowMs);
    if (move.kind !== 'pass') return { ...run, move, passed };
    passed.push(move.why);
    run = afterPass(run, move);
  }
}

/** After a step that asked for nothing. Skipping a wait skips that one only. */
export function afterPass({ state }: FlowRun, { cursor, why }: Extract<FlowMove, { kind: 'pass' }>): FlowRun {
  const isWait = why.kind === 'waited' || why.kind === 'timed_out' || why.kind === 'seen';
  if (why.kind === 'offered') return { cursor, state: { ...state, offer: why.offer } };
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
