import { minuteMs, toWallMs } from '../duration.ts';
import { evaluateStep, needsPrediction } from '../evaluate-step.ts';
import { sentMessagesIn } from './conditions.ts';
import { type Flow, ruleOf, type SendStep } from './flow.ts';
import { type FlowCursor, messageIdOf } from './flow-cursor.ts';
import type { FlowFacts } from './flow-facts.ts';
import type { DueMessage, FlowMove } from './flow-move.ts';
import { clockOf, inWindow } from './wait-of.ts';

/** A message that goes out so much later than planned is decided on a context that is as new. */
export const lateMs = 5 * minuteMs;

interface PlannedMessage {
  readonly step: SendStep;
  readonly visit: number;
  /** Epoch milliseconds. */
  readonly dueMs: number;
}

/** What becomes of a message that is next: its time, its window, its latest time, the ceiling, and then its conditions. */
export function messageMove(
  flow: Flow,
  cursor: FlowCursor,
  { step, visit, dueMs: plannedMs }: PlannedMessage,
  facts: FlowFacts,
  nowMs: number,
): FlowMove {
  const { state } = facts;
  const { snapshot } = state;
  if (!snapshot) throw new Error('a message is decided on a context');
  const clock = clockOf(state);
  const allowed = (atMs: number) => (step.window === null ? atMs : inWindow(step.window, atMs, clock));
  const dueMs = allowed(Math.max(plannedMs, cursor.notBefore));
  const postponed = state.postponedUntil ?? dueMs;
  const soonest = allowed(state.waitSkipped ? nowMs : Math.max(dueMs, postponed, nowMs));
  const message: DueMessage = { step, messageId: messageIdOf(step.id, visit), dueMs };
  if (step.staleAfterMs !== null && soonest > dueMs + toWallMs(step.staleAfterMs, clock.timeScale))
    return { kind: 'skip', reason: 'stale', ...message };
  if (soonest > nowMs) return { kind: 'wait', stepId: step.id, untilMs: soonest };
  const left = flow.messagesMax - sentMessagesIn(state);
  if (left <= 0) return { kind: 'skip', reason: 'message_ceiling', ...message };
  if (state.stale || facts.readAt < cursor.notBefore || isReadTooEarly(step, dueMs, facts, nowMs))
    return { kind: 'read', stepId: step.id };
  const rule = ruleOf(step);
  if (needsPrediction(rule) && state.prediction.kind === 'pending')
    return { kind: 'await_prediction', stepId: step.id };
  const decision = evaluateStep(rule, snapshot, state.prediction);
  return decision.kind === 'skip'
    ? { kind: 'skip', reason: decision.reason, ...message }
    : { kind: 'send', channels: decision.channels.slice(0, left), ...message };
}

/** A late or postponed message with a latest time is judged on what is true by now. */
function isReadTooEarly(
  { staleAfterMs }: SendStep,
  dueMs: number,
  { readAt, state }: FlowFacts,
  nowMs: number,
): boolean {
  if (staleAfterMs === null) return false;
  const isLate = nowMs - dueMs > lateMs && readAt < nowMs - lateMs;
  return isLate || (state.postponedUntil !== null && readAt < Math.min(state.postponedUntil, nowMs));
}
