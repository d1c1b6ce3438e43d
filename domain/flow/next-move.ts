import { assertNever } from '../assert-never.ts';
import { channelsOf } from '../channel.ts';
import { endOfCampaign } from '../end-of-campaign.ts';
import type { RecoveryEnd } from '../recovery.ts';
import { flowConditionsHold } from './conditions.ts';
import { type Flow, type SplitStep, stepOf, visitsPerStepMax } from './flow.ts';
import { cursorAt, type FlowCursor, visitsOf } from './flow-cursor.ts';
import { firstSeen } from './flow-event.ts';
import type { FlowFacts } from './flow-facts.ts';
import type { FlowMove, Passage } from './flow-move.ts';
import { messageMove } from './message-move.ts';
import { stickyArm } from './sticky-arm.ts';
import { type FlowWait, isDone, isReachable, stepClockStart, waitOf } from './wait-of.ts';

/** What a recovery does next, from where it stands, what is known and the time. */
export function nextMove(flow: Flow, cursor: FlowCursor, facts: FlowFacts, nowMs: number): FlowMove {
  const { state } = facts;
  const { snapshot } = state;
  if (state.end) return { kind: 'end', end: state.end };
  if (!snapshot) throw new Error('a flow decides nothing before the context was read');
  const exit = exitOf(flow, facts);
  if (exit) return { kind: 'end', end: exit };
  const step = stepOf(flow, cursor.stepId);
  if (step.kind === 'end' || visitsOf(cursor, step.id) > visitsPerStepMax) return endOfFlow(flow, facts);
  const wait = step.kind === 'wait' ? waitOf(flow, step, cursor, facts, nowMs) : null;
  if (wait?.kind === 'nothing') return pass(cursor, { kind: 'no_touch_left', stepId: step.id }, wait.next);
  if (state.pausedByOperator) return { kind: 'paused', by: 'operator' };
  if (state.replied) return { kind: 'paused', by: 'reply' };
  if (state.campaignPaused ?? snapshot.campaignPaused) return { kind: 'paused', by: 'campaign' };
  if (cursor.notBefore > nowMs) return { kind: 'wait', stepId: step.id, untilMs: cursor.notBefore };
  switch (step.kind) {
    case 'wait':
      return wait?.kind === 'touch'
        ? messageMove(flow, cursor, { ...wait, visit: 1 }, facts, nowMs)
        : afterWait(cursor, wait as Exclude<FlowWait, { kind: 'nothing' | 'touch' }>, facts, nowMs);
    case 'send': {
      const visit = visitsOf(cursor, step.id);
      if (isDone(step, visit, state)) return pass(cursor, { kind: 'decided_before', stepId: step.id }, step.next);
      return messageMove(flow, cursor, { step, visit, dueMs: stepClockStart(cursor, state) }, facts, nowMs);
    }
    case 'branch': {
      if (state.stale || facts.readAt < cursor.notBefore) return { kind: 'read', stepId: step.id };
      const held = step.paths.map(({ when }) => flowConditionsHold(when, facts));
      const found = held.findIndex((holds) => holds !== false);
      if (held[found] === 'pending') return { kind: 'await_prediction', stepId: step.id };
      const path = step.paths[found];
      const why = { kind: 'branched', stepId: step.id, path: path ? found : null } as const;
      return pass(cursor, why, path?.next ?? step.otherwise);
    }
    case 'split': {
      const taken = step.arms.find(({ id }) => id === state.arms?.[step.id]);
      if (!taken && snapshot.keepsArms) return { kind: 'take_arm', stepId: step.id, step };
      const arm = taken ?? stickyArm({ subjectId: subjectOf(step, facts), stepId: step.id }, step.arms);
      return pass(cursor, { kind: 'split', stepId: step.id, armId: arm.id }, arm.next);
    }
    case 'offer':
      return pass(cursor, { kind: 'offered', stepId: step.id, offer: step.offer }, step.next);
    case 'goal':
      return pass(cursor, { kind: 'goal_reached', stepId: step.id }, step.next);
    default:
      return assertNever(step);
  }
}

function pass(cursor: FlowCursor, why: Passage, next: string, since = cursor.since): FlowMove {
  return { kind: 'pass', why, cursor: cursorAt(cursor, next, since) };
}

function afterWait(
  cursor: FlowCursor,
  wait: Exclude<FlowWait, { kind: 'nothing' | 'touch' }>,
  { state }: FlowFacts,
  nowMs: number,
): FlowMove {
  const { stepId } = cursor;
  if (wait.kind === 'seen') return pass(cursor, { kind: 'seen', stepId }, wait.next, wait.at);
  if (wait.untilMs > nowMs && !state.waitSkipped) return { kind: 'wait', stepId, untilMs: wait.untilMs };
  // Those whom a new version released late are not late for what comes next.
  const since = Math.max(cursor.notBefore, Math.min(wait.dueMs, nowMs));
  return pass(cursor, { kind: wait.onEvent ? 'timed_out' : 'waited', stepId }, wait.next, since);
}

function exitOf({ exits }: Flow, facts: FlowFacts): RecoveryEnd | null {
  const met = exits.filter((event) => firstSeen(event, facts, facts.enteredAt) !== null);
  if (met.length === 0) return null;
  if (!met.some(({ name }) => name === 'order_placed')) return { outcome: 'stopped', reason: 'exit_met' };
  const own = firstSeen({ name: 'order_placed', key: 'cart' }, facts, facts.enteredAt) !== null;
  return { outcome: 'purchased', reason: own ? 'purchased' : 'purchased_elsewhere' };
}

function endOfFlow(flow: Flow, { state }: FlowFacts): FlowMove {
  const open = flow.steps.filter(
    (step) => step.kind === 'send' && !isDone(step, 1, state) && isReachable(channelsOf(step.channel), state),
  );
  return { kind: 'end', end: endOfCampaign(state, open) };
}

function subjectOf({ by }: SplitStep, { recoveryId, customerId }: FlowFacts): string {
  switch (by) {
    case 'recovery':
      return recoveryId;
    case 'person':
      return customerId;
    default:
      return assertNever(by);
  }
}
