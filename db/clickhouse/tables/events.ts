/** An event as it is inserted; times as `2026-11-22 10:00:00.000` in UTC. */
export interface EventRow {
  readonly store_id: string;
  readonly shopper: string;
  readonly occurred_at: string;
  readonly event_id: string;
  readonly type: string;
  readonly received_at: string;
  readonly cart_id: string | null;
  readonly order_id: string | null;
  readonly product_ids: readonly string[];
  readonly quantity: number;
  readonly value_minor: number | null;
  /** Empty: unknown. */
  readonly currency: string;
}
