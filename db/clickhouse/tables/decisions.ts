/** What was predicted, decided, sent and not sent, with its reason: the copy of PostgreSQL's rows for analysis. */
export const decisionsTable = `
create table if not exists decisions (
  store_id UUID,
  at DateTime64(3, 'UTC'),
  id UUID,
  kind LowCardinality(String),
  cart_id UUID,
  recovery_id Nullable(UUID),
  rule_id String,
  channel LowCardinality(String),
  reason LowCardinality(String),
  detail String
) engine = ReplacingMergeTree
partition by toYYYYMM(at)
order by (store_id, at, id)`;

/** One row as it is inserted; empty texts: none. `detail` is JSON. */
export interface DecisionRow {
  readonly store_id: string;
  readonly at: string;
  readonly id: string;
  readonly kind: string;
  readonly cart_id: string;
  readonly recovery_id: string | null;
  readonly rule_id: string;
  readonly channel: string;
  readonly reason: string;
  readonly detail: string;
}
