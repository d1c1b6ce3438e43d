import { assertNever } from '../assert-never.ts';
import type { CampaignStep } from '../campaign.ts';
import { type Channel, channelsOf } from '../channel.ts';
import { dueAt, type StoreClock } from '../due-at.ts';
import { toWallMs } from '../duration.ts';
import type { RecoveryState } from '../recovery-state.ts';
import { isForStage } from '../step-stage.ts';
import { type Flow, ruleOf, type SendStep, stepOf, type Touch, type WaitStep } from './flow.ts';
import { type FlowCursor, messageIdOf, visitsOf } from './flow-cursor.ts';
import { firstSeen } from './flow-event.ts';
import type { FlowFacts } from './flow-facts.ts';
import { firstInWindow, type TimeWindow } from './time-window.ts';

/** What a wait comes to, by what is known now. */
export type FlowWait =
  | {
      readonly kind: 'time';
      /** When it is over by plan, epoch milliseconds of the wall clock. */
      readonly dueMs: number;
      /** When it is over: later, if a window closed again before anybody looked. */
      readonly untilMs: number;
      readonly next: string;
      readonly onEvent: boolean;
    }
  /** The event was seen, `at` epoch milliseconds. */
  | { readonly kind: 'seen'; readonly at: number; readonly next: string }
  /** This message is the next one. */
  | { readonly kind: 'touch'; readonly step: SendStep; readonly dueMs: number }
  | { readonly kind: 'nothing'; readonly next: string };

export function waitOf(flow: Flow, step: WaitStep, cursor: FlowCursor, facts: FlowFacts, nowMs: number): FlowWait {
  const { state } = facts;
  const clock = clockOf(state);
  const start = stepClockStart(cursor, state);
  switch (step.until) {
    case 'duration': {
      const dueMs = start + toWallMs(step.ms, clock.timeScale);
      return { kind: 'time', dueMs, untilMs: dueMs, next: step.next, onEvent: false };
    }
    case 'window': {
      const dueMs = inWindow(step.window, start, clock);
      const untilMs = inWindow(step.window, Math.max(start, nowMs), clock);
      return { kind: 'time', dueMs, untilMs, next: step.next, onEvent: false };
    }
    case 'event': {
      // What ended an earlier visit does not end the next one too.
      const since = visitsOf(cursor, step.id) > 1 ? cursor.since : facts.enteredAt;
      const at = firstSeen(step.event, facts, since);
      if (at !== null) return { kind: 'seen', at: Math.max(at, cursor.since), next: step.next };
      const dueMs = start + toWallMs(step.withinMs, clock.timeScale);
      return { kind: 'time', dueMs, untilMs: dueMs, next: step.onTimeout, onEvent: true };
    }
    case 'first_due': {
      const [touch] = step.touches
        .map((one) => ({ one, send: sendOf(flow, one) }))
        .filter(({ send }) => isOpen(send, state))
        .map(({ one, send }) => ({ step: send, dueMs: touchDueMs(send, one, clock) }))
        .sort((a, b) => a.dueMs - b.dueMs);
      return touch ? { kind: 'touch', ...touch } : { kind: 'nothing', next: step.next };
    }
    default:
      return assertNever(step);
  }
}

/** From when on a step counts its time: who came back to the shop meanwhile is waited for anew. */
export function stepClockStart({ since }: FlowCursor, { clockStartAt }: RecoveryState): number {
  return Math.max(since, clockStartAt);
}

/** The first moment of the wall clock, at or after one, at which the store's clock stands in the window. */
export function inWindow(window: TimeWindow, atMs: number, { clockStartAt, timeScale, timeZone }: StoreClock): number {
  const stored = clockStartAt + Math.floor((atMs - clockStartAt) * timeScale);
  const opens = firstInWindow(window, stored, timeZone);
  return opens === stored ? atMs : clockStartAt + Math.ceil((opens - clockStartAt) / timeScale);
}

export function clockOf({ snapshot, clockStartAt }: RecoveryState): StoreClock {
  if (!snapshot) throw new Error('a clock is known once the context was read');
  return { clockStartAt, timeScale: snapshot.timeScale, timeZone: snapshot.timeZone };
}

export function isDone({ id }: SendStep, visit: number, { doneStepIds }: RecoveryState): boolean {
  return doneStepIds.includes(messageIdOf(id, visit));
}

export function isReachable(channels: readonly Channel[], { snapshot }: RecoveryState): boolean {
  return channels.some((channel) => snapshot?.channels.includes(channel) ?? false);
}

/** When the message of a touch is due, epoch milliseconds of the wall clock. */
export function touchDueMs(send: SendStep, touch: Touch, clock: StoreClock): number {
  return dueAt(timedRuleOf(send, touch), clock);
}

function sendOf(flow: Flow, { send }: Touch): SendStep {
  const step = stepOf(flow, send);
  if (step.kind !== 'send') throw new Error(`the touch ${send} is no message`);
  return step;
}

function isOpen(send: SendStep, state: RecoveryState): boolean {
  const stage = state.snapshot?.cart.stage;
  return (
    !isDone(send, 1, state) &&
    isReachable(channelsOf(send.channel), state) &&
    stage !== undefined &&
    isForStage(send, stage)
  );
}

function timedRuleOf(send: SendStep, { delayMs, localTime }: Touch): CampaignStep {
  const rule = { ...ruleOf(send), delayMs };
  return localTime === null ? rule : { ...rule, trigger: 'time_based', localTime };
}
