/**
 * Every accepted event, for analysis and for folding a shopper's activity again. Ids only: no addresses, no names.
 *
 * Ordered by shopper, so that one shopper's history is one short range; a row that is inserted again replaces itself.
 * Partitioned by the time of arrival, which we set ourselves: a shop may send any date.
 */
export const eventsTable = `
create table if not exists events (
  store_id UUID,
  shopper String,
  occurred_at DateTime64(3, 'UTC'),
  event_id String,
  type LowCardinality(String),
  received_at DateTime64(3, 'UTC'),
  cart_id Nullable(UUID),
  order_id Nullable(UUID),
  product_ids Array(String),
  quantity UInt32,
  value_minor Nullable(Int64),
  currency LowCardinality(String),
  index by_time occurred_at type minmax granularity 1,
  index by_cart cart_id type bloom_filter granularity 1
) engine = ReplacingMergeTree
partition by toYYYYMM(received_at)
order by (store_id, shopper, occurred_at, event_id)`;

/** One row as it is inserted; times as `2026-11-22 10:00:00.000` in UTC. */
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
