import type { Channel } from '../channel.ts';
import type { ReasonCode } from '../reason-code.ts';
import type { RecoveryEnd } from '../recovery.ts';
import type { SendStep, SplitStep } from './flow.ts';
import type { FlowCursor } from './flow-cursor.ts';

export type FlowMove =
  | { readonly kind: 'end'; readonly end: RecoveryEnd }
  /** Nothing is sent and no way is taken until somebody resumes. */
  | { readonly kind: 'paused'; readonly by: PausedBy }
  /** Until then or until more is known; `stepId` is the message, or else the wait, that is waited for. */
  | { readonly kind: 'wait'; readonly stepId: string; readonly untilMs: number }
  /** The context is too old to decide the step on. */
  | { readonly kind: 'read'; readonly stepId: string }
  | { readonly kind: 'await_prediction'; readonly stepId: string }
  /** Somebody comes to a split for the first time: their arm is drawn, and kept, outside. */
  | { readonly kind: 'take_arm'; readonly stepId: string; readonly step: SplitStep }
  | ({ readonly kind: 'send'; readonly channels: readonly Channel[] } & DueMessage)
  | ({ readonly kind: 'skip'; readonly reason: ReasonCode } & DueMessage)
  /** On to another step, without anything to do in the world. */
  | { readonly kind: 'pass'; readonly why: Passage; readonly cursor: FlowCursor };

/** Whose pause it is; `reply`: the person answered, and somebody of the store has to look. */
export type PausedBy = 'operator' | 'reply' | 'campaign';

export interface DueMessage {
  readonly step: SendStep;
  /** What it is known by, beside the recovery and the channel. */
  readonly messageId: string;
  /** When it should have gone out by plan, epoch milliseconds. */
  readonly dueMs: number;
}

/** Why a recovery went on from a step, for who reads its story. */
export type Passage = { readonly stepId: string } & (
  | { readonly kind: 'waited' }
  | { readonly kind: 'seen' }
  | { readonly kind: 'timed_out' }
  /** Nothing is left to wait for. */
  | { readonly kind: 'no_touch_left' }
  /** Which of the paths; null: none of them. */
  | { readonly kind: 'branched'; readonly path: number | null }
  | { readonly kind: 'split'; readonly armId: string }
  /** Messages from here on may carry the offer. */
  | { readonly kind: 'offered'; readonly offer: string }
  | { readonly kind: 'goal_reached' }
  /** The message was decided before, in another version. */
  | { readonly kind: 'decided_before' }
);
