import { dayMs } from '../duration.ts';

/** What becomes of a message that a cap holds back: it is let go, or it waits until there is room again. */
export const capActions = ['skip', 'postpone'] as const;
export type CapAction = (typeof capActions)[number];

/** A reminder is not held back longer than this: of a cart of last week it would be none. On the wall's clock. */
export const capWaitMsMax = 2 * dayMs;

export interface CapFacts {
  /** When every cap has room for one message more, epoch milliseconds; null: they have it now. */
  readonly roomAt: number | null;
  readonly action: CapAction;
}

export type CapDecision =
  | { readonly kind: 'room' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'wait'; readonly until: number };

/** What the caps say of a message now. */
export function capDecision({ roomAt, action }: CapFacts, nowMs: number): CapDecision {
  if (roomAt === null || roomAt <= nowMs) return { kind: 'room' };
  if (action === 'skip' || roomAt > nowMs + capWaitMsMax) return { kind: 'skip' };
  return { kind: 'wait', until: roomAt };
}

/**
 * When a cap has room again: the oldest of as many newest messages as it allows has to be older than its period. The
 * period rolls: it is counted back from the moment of the message that is asked for, never by days of a calendar.
 *
 * @param oldestCounted When the newest message but `cap - 1` went out, epoch milliseconds; null: there are fewer.
 */
export function capRoomAt(oldestCounted: number | null, periodMs: number): number | null {
  return oldestCounted === null ? null : oldestCounted + periodMs;
}
