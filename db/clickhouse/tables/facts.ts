/**
 * A state of a fact as it is inserted. Of the rows of one fact the one with the highest version counts: a 64-bit number as
 * text. Times as `2026-11-22 10:00:00.000` in UTC; empty texts: none.
 */
interface FactRow {
  readonly store_id: string;
  readonly id: string;
  readonly version: string;
}

/** An order; amounts in minor units of its currency. The campaign is that of the recovery that it counts to. */
export interface OrderFact extends FactRow {
  /** Never changes, as the table is ordered by it. */
  readonly created_at: string;
  readonly cart_id: string | null;
  readonly recovery_id: string | null;
  readonly campaign_id: string | null;
  readonly campaign_version: number;
  readonly status: string;
  readonly total_minor: string | null;
  readonly refunded_minor: string;
  /** What codes of offers took off it, as far as the shop said that they were used. */
  readonly discount_minor: string;
  readonly product_ids: readonly string[];
  /** Beside the ids. */
  readonly product_values: readonly number[];
  readonly currency: string;
  readonly arrived_at: string | null;
  readonly placed_at: string | null;
  readonly cancelled_at: string | null;
  readonly refunded_at: string | null;
  /** The newest message of its recovery that a provider had taken before it arrived, and the channel; null: none. */
  readonly message_id: string | null;
  readonly channel: string;
  /** When the cart of its recovery was abandoned. */
  readonly abandoned_at: string | null;
  /** The newest message to its customer before it, by any recovery. */
  readonly touch_message_id: string | null;
  readonly touch_channel: string;
  readonly touch_campaign_id: string | null;
}

/** A permission to send, and what became of it. */
export interface MessageFact extends FactRow {
  /** Never changes, as the table is ordered by it. */
  readonly claimed_at: string;
  readonly recovery_id: string;
  readonly cart_id: string;
  readonly campaign_id: string | null;
  readonly campaign_version: number;
  readonly rule_id: string;
  readonly channel: string;
  readonly provider: string;
  readonly template: string;
  readonly state: string;
  readonly delivery_state: string;
  readonly reason: string;
  readonly attempts: number;
  readonly settled_at: string | null;
  /** When each was first reported, or its link was used. */
  readonly delivered_at: string | null;
  readonly opened_at: string | null;
  readonly clicked_at: string | null;
  readonly bounced_at: string | null;
  readonly unsubscribed_at: string | null;
  readonly complained_at: string | null;
  /** Of its cart. */
  readonly currency: string;
}

/** A cart that was left, as it was then, and what became of it. */
export interface AbandonmentFact extends FactRow {
  /** Never changes, as the table is ordered by it. */
  readonly abandoned_at: string;
  readonly cart_id: string;
  readonly campaign_id: string | null;
  readonly stage: string;
  readonly reach: string;
  readonly reason: string;
  readonly currency: string;
  readonly value_minor: string | null;
  readonly product_ids: readonly string[];
  /** Beside the ids. */
  readonly product_values: readonly number[];
  readonly messaged_at: string | null;
  readonly clicked_at: string | null;
  readonly bought_at: string | null;
}

/** A recovery, from its start to its outcome. */
export interface RecoveryFact extends FactRow {
  /** Never changes, as the table is ordered by it. */
  readonly created_at: string;
  readonly cart_id: string;
  readonly campaign_id: string;
  readonly campaign_version: number;
  readonly stage: string;
  readonly outcome: string;
  readonly reason: string;
  readonly probability: number | null;
  readonly model_version: string;
  readonly abandoned_at: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
}
