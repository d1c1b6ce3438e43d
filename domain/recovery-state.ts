import { assertNever } from './assert-never.ts';
import type { Channel } from './channel.ts';
import { toWallMs } from './duration.ts';
import type { ReasonCode } from './reason-code.ts';
import type { RecoveryEnd, RecoverySnapshot, StepResult } from './recovery.ts';

/** Everything a recovery knows of itself. Events change it by `advance`; the flow says what follows from it (`flow/advance-flow.ts`). */
export interface RecoveryState {
  /** Null until the context was read for the first time. */
  readonly snapshot: RecoverySnapshot | null;
  /** The delays of the steps count from here, epoch milliseconds: the abandonment, or a later one. */
  readonly clockStartAt: number;
  /** Newest activity of the cart that is counted in, epoch milliseconds. */
  readonly knownActivityAt: number;
  readonly prediction: Prediction;
  readonly steps: readonly StepResult[];
  readonly doneStepIds: readonly string[];
  readonly pausedByOperator: boolean;
  /** The person answered, and nobody has looked yet. */
  readonly replied: boolean;
  /** What the campaign's signals said last; null: there was none, so the context says it. */
  readonly campaignPaused: boolean | null;
  /** Key of the offer that messages may carry from now on; absent: none. */
  readonly offer?: string;
  /** An operator wants the next step now. */
  readonly waitSkipped: boolean;
  /** The claim of a message said that nothing may go out before then, epoch milliseconds; null: it never did. */
  readonly postponedUntil: number | null;
  /** The arms that were taken, by the id of their split; absent: none, or the recovery began before they were kept. */
  readonly arms?: Readonly<Record<string, string>>;
  /** Something changed that the snapshot does not show: it has to be read again before the next step is decided. */
  readonly stale: boolean;
  readonly end: RecoveryEnd | null;
}

export type Prediction =
  | { readonly kind: 'pending' }
  /** Purchase probability, 0..1. */
  | { readonly kind: 'known'; readonly probability: number }
  | { readonly kind: 'unavailable' };

export type RecoveryEvent =
  /** The context is about to be read: what changes from here on may not be in it. */
  | { readonly kind: 'reading_context' }
  | { readonly kind: 'context_read'; readonly snapshot: RecoverySnapshot }
  | { readonly kind: 'predicted'; readonly prediction: Prediction }
  | { readonly kind: 'order_placed'; readonly cause: 'purchased' | 'purchased_elsewhere' }
  | { readonly kind: 'cart_updated'; readonly empty: boolean; readonly lastActivityAt: number }
  | { readonly kind: 'consent_changed'; readonly channel: Channel; readonly status: 'granted' | 'denied' }
  | { readonly kind: 'campaign_paused'; readonly paused: boolean }
  | { readonly kind: 'superseded' }
  /** The claim of a message said that there is nothing left to recover. */
  | { readonly kind: 'refused'; readonly end: RecoveryEnd }
  /** The claim of a message said that there is nothing to ask for before then, epoch milliseconds. */
  | { readonly kind: 'postponed'; readonly until: number }
  | { readonly kind: 'paused_by_operator'; readonly paused: boolean }
  | { readonly kind: 'replied' }
  | { readonly kind: 'wait_skipped' }
  | { readonly kind: 'stopped_by_operator' }
  | { readonly kind: 'arm_taken'; readonly stepId: string; readonly armId: string }
  | { readonly kind: 'step_done'; readonly ruleId: string; readonly results: readonly StepResult[] };

export function beginRecovery({ abandonedAt }: { readonly abandonedAt: number }): RecoveryState {
  return {
    snapshot: null,
    clockStartAt: abandonedAt,
    knownActivityAt: 0,
    prediction: { kind: 'pending' },
    steps: [],
    doneStepIds: [],
    pausedByOperator: false,
    replied: false,
    campaignPaused: null,
    waitSkipped: false,
    postponedUntil: null,
    stale: false,
    end: null,
  };
}

/** What the recovery knows after `event`. The first end stays: nothing that comes later changes how it ended. */
export function advance(state: RecoveryState, event: RecoveryEvent): RecoveryState {
  switch (event.kind) {
    case 'reading_context':
      return { ...state, stale: false };
    case 'context_read':
      return {
        ...state,
        snapshot: event.snapshot,
        ...afterActivity(state, event.snapshot.cart.lastActivityAt, event.snapshot),
        end: state.end ?? event.snapshot.end,
      };
    case 'predicted':
      return { ...state, prediction: event.prediction };
    case 'order_placed':
      return ended(state, { outcome: 'purchased', reason: event.cause });
    case 'cart_updated':
      if (event.empty) return ended(state, { outcome: 'stopped', reason: 'cart_emptied' });
      return { ...state, ...afterActivity(state, event.lastActivityAt, state.snapshot), stale: true };
    case 'consent_changed':
      return event.status === 'granted' ? { ...state, stale: true } : withoutChannel(state, event.channel);
    case 'campaign_paused':
      return { ...state, campaignPaused: event.paused, stale: state.stale || !event.paused };
    case 'superseded':
      return ended(state, { outcome: 'stopped', reason: 'superseded' });
    case 'refused':
      return ended(state, event.end);
    case 'postponed':
      // An operator who skips a wait is refused once, and not again and again.
      return { ...state, postponedUntil: event.until, waitSkipped: false };
    case 'paused_by_operator':
      // Whoever resumes has looked.
      return { ...state, pausedByOperator: event.paused, replied: event.paused && state.replied };
    case 'replied':
      return { ...state, replied: true };
    case 'wait_skipped':
      return { ...state, waitSkipped: true };
    case 'stopped_by_operator':
      return ended(state, { outcome: 'stopped', reason: 'stopped_by_operator' });
    case 'arm_taken':
      return { ...state, arms: { ...state.arms, [event.stepId]: event.armId } };
    case 'step_done':
      return {
        ...state,
        waitSkipped: false,
        doneStepIds: [...state.doneStepIds, event.ruleId],
        steps: [...state.steps, ...event.results],
      };
    default:
      return assertNever(event);
  }
}

function ended(state: RecoveryState, end: RecoveryEnd): RecoveryState {
  return { ...state, end: state.end ?? end };
}

/** A customer who came back starts the clock anew: it begins when the cart would be abandoned again. */
function afterActivity(state: RecoveryState, lastActivityAt: number, snapshot: RecoverySnapshot | null) {
  // Before the first look there is no threshold to count with; that look will show the activity.
  if (!snapshot) return {};
  const abandonedAgainAt = lastActivityAt + toWallMs(snapshot.idleMs, snapshot.timeScale);
  return {
    knownActivityAt: Math.max(state.knownActivityAt, lastActivityAt),
    clockStartAt: Math.max(state.clockStartAt, abandonedAgainAt),
  };
}

/** Without the last channel there is nobody left to write to. */
function withoutChannel(state: RecoveryState, channel: Channel): RecoveryState {
  if (!state.snapshot) return state;
  const channels = state.snapshot.channels.filter((other) => other !== channel);
  const reason: ReasonCode = 'unsubscribed';
  const next = { ...state, snapshot: { ...state.snapshot, channels } };
  return channels.length === 0 ? ended(next, { outcome: 'stopped', reason }) : next;
}
