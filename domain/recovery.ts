import type { CampaignStep } from './campaign.ts';
import type { CartStage } from './cart.ts';
import type { Channel } from './channel.ts';
import type { Flow } from './flow/flow.ts';
import type { ReasonCode } from './reason-code.ts';

/** Where a recovery stands; mirrored in PostgreSQL and in the `Stage` search attribute. */
export const recoveryStages = ['starting', 'predicting', 'waiting', 'sending', 'paused', 'ended'] as const;
export type RecoveryStage = (typeof recoveryStages)[number];

/** How a recovery ended; the `Outcome` search attribute and column. */
export const recoveryOutcomes = ['purchased', 'completed', 'stopped', 'nothing_to_send'] as const;
export type RecoveryOutcome = (typeof recoveryOutcomes)[number];

/** What became of one (step, channel) of a recovery. */
export type StepResult =
  | { readonly kind: 'sent'; readonly ruleId: string; readonly channel: Channel; readonly at: number }
  | {
      readonly kind: 'not_sent';
      readonly ruleId: string;
      readonly channel: Channel | null;
      readonly reason: ReasonCode;
      readonly at: number;
    };

/** A message that was decided against. */
export interface Skipped {
  readonly ruleId: string;
  /** Null: on all of its channels. */
  readonly channel: Channel | null;
  readonly reason: ReasonCode;
}

export interface RecoveryEnd {
  readonly outcome: RecoveryOutcome;
  readonly reason: ReasonCode;
}

/** What was true when a recovery looked: everything its rules decide on, and nothing about who the customer is. */
export interface RecoverySnapshot {
  /** The campaign's rules; of one that is a flow, its messages. */
  readonly rules: readonly CampaignStep[];
  /** The campaign as a flow; absent: its rules are all of it, or the recovery has it already. */
  readonly flow?: Flow;
  /** Store time after which messages of rules are late enough to be left out; absent: the recovery began before there was one. */
  readonly staleAfterMs?: number;
  /** How much faster than the wall the store's clock runs. */
  readonly timeScale: number;
  /** IANA zone of the customer, or of the store where the customer's is not known. */
  readonly timeZone: string;
  /** Idle time of the cart's stage, in store milliseconds. */
  readonly idleMs: number;
  readonly cart: SnapshotCart;
  readonly customer: 'new' | 'returning';
  /** Orders of the person before the cart was abandoned; absent: rules do not ask for it. */
  readonly ordersBefore?: number;
  /** Channels with consent and an address that may be used. */
  readonly channels: readonly Channel[];
  readonly campaignPaused: boolean;
  /**
   * The arms of splits are drawn by their shares of the day and kept. Absent: the recovery read its context before that was so,
   * or only tries the flow out, and an arm follows from who takes it and the written shares.
   */
  readonly keepsArms?: true;
  /** Set when there is nothing left to recover, e.g. the customer has bought. */
  readonly end: RecoveryEnd | null;
}

/** What the model said of a cart, the probability 0..1; null: nothing is known of the customer, or predictions are switched off. */
export type PredictedPurchase = { readonly probability: number; readonly modelVersion: string } | null;

/** What a recovery knows at its beginning. */
export interface OpenedRecovery extends RecoverySnapshot {
  /** Absent: no model answered at once, it is to be asked on its queue. */
  readonly prediction?: PredictedPurchase;
}

export interface SnapshotCart {
  readonly stage: CartStage;
  readonly valueMinor: number | null;
  readonly currency: string | null;
  /** Pieces in the cart. */
  readonly items: number;
  /** Epoch milliseconds. */
  readonly lastActivityAt: number;
}
