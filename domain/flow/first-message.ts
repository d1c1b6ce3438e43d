import { assertNever } from '../assert-never.ts';
import { type Channel, channelsOf } from '../channel.ts';
import type { StoreClock } from '../due-at.ts';
import { toWallMs } from '../duration.ts';
import type { Flow, FlowStep, SendStep } from './flow.ts';
import type { TimeWindow } from './time-window.ts';
import { inWindow, touchDueMs } from './wait-of.ts';

/** Who comes by, and when. */
export interface Passerby {
  /** Epoch milliseconds of the wall clock. */
  readonly atMs: number;
  readonly clock: StoreClock;
  /** On which the person can be written to. */
  readonly channels: readonly Channel[];
}

export interface FirstMessage {
  readonly step: SendStep;
  /** The first of the step's channels that reaches the person. */
  readonly channel: Channel;
  /** When it is due by plan, epoch milliseconds of the wall clock. */
  readonly atMs: number;
  /** Key of the offer that it may carry; null: none was given on the way. */
  readonly offer: string | null;
}

/**
 * The first message from a step on that could reach the person, and when, if they do nothing meanwhile: no awaited event comes,
 * no path of a branch holds, and another split gives its first arm. Null: the way sends them nothing.
 */
export function firstMessageFrom(
  flow: Pick<Flow, 'steps'>,
  fromId: string,
  { atMs, clock, channels }: Passerby,
): FirstMessage | null {
  const seen = new Set<string>();
  let [id, nowMs] = [fromId, atMs];
  let offer: string | null = null;
  while (!seen.has(id)) {
    seen.add(id);
    const step = flow.steps.find((one) => one.id === id);
    if (!step) return null;
    const turn = turnAt(step, nowMs);
    if (turn === null || 'step' in turn) return turn && { ...turn, offer };
    if (step.kind === 'offer') offer = step.offer;
    ({ next: id, nowMs } = turn);
  }
  return null;

  function turnAt(
    step: FlowStep,
    at: number,
  ): Omit<FirstMessage, 'offer'> | { readonly next: string; readonly nowMs: number } | null {
    switch (step.kind) {
      case 'send':
        return messageOf(step, at) ?? { next: step.next, nowMs: at };
      case 'wait':
        switch (step.until) {
          case 'duration':
            return { next: step.next, nowMs: at + toWallMs(step.ms, clock.timeScale) };
          case 'window':
            return { next: step.next, nowMs: opensAt(step.window, at) };
          case 'event':
            return { next: step.onTimeout, nowMs: at + toWallMs(step.withinMs, clock.timeScale) };
          case 'first_due': {
            const due = step.touches.flatMap((touch) => {
              const send = flow.steps.find((one) => one.id === touch.send);
              if (send?.kind !== 'send') return [];
              return messageOf(send, Math.max(at, touchDueMs(send, touch, clock))) ?? [];
            });
            return due.toSorted((a, b) => a.atMs - b.atMs)[0] ?? { next: step.next, nowMs: at };
          }
          default:
            return assertNever(step);
        }
      case 'branch':
        return { next: step.otherwise, nowMs: at };
      case 'split': {
        const [arm] = step.arms;
        return arm ? { next: arm.next, nowMs: at } : null;
      }
      case 'offer':
      case 'goal':
        return { next: step.next, nowMs: at };
      case 'end':
        return null;
      default:
        return assertNever(step);
    }
  }

  function messageOf(step: SendStep, at: number): Omit<FirstMessage, 'offer'> | null {
    const channel = channelsOf(step.channel).find((one) => channels.includes(one));
    if (channel === undefined) return null;
    return { step, channel, atMs: step.window ? opensAt(step.window, at) : at };
  }

  /** A window that never opens is a problem of the flow, and told as one. */
  function opensAt(window: TimeWindow, at: number): number {
    return window.from === window.until ? at : inWindow(window, at, clock);
  }
}
