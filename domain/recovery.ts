import type { Channel } from './channel.ts';
import type { ReasonCode } from './reason-code.ts';

/** Where a recovery stands; mirrored in PostgreSQL and in the `Stage` search attribute. */
export type RecoveryStage = 'starting' | 'predicting' | 'waiting' | 'sending' | 'paused' | 'ended';

/** How a recovery ended; the `Outcome` search attribute and column. */
export type RecoveryOutcome = 'purchased' | 'completed' | 'stopped' | 'nothing_to_send';

/** What became of one (touch, channel) of a recovery. */
export type TouchResult =
  | { readonly kind: 'sent'; readonly ruleId: string; readonly channel: Channel; readonly at: number }
  | { readonly kind: 'not_sent'; readonly ruleId: string; readonly channel: Channel | null; readonly reason: ReasonCode; readonly at: number };

export interface RecoveryEnd {
  readonly outcome: RecoveryOutcome;
  readonly reason: ReasonCode;
}
