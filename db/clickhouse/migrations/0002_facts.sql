-- Facts: rows of PostgreSQL whose state changes. Each change is a row with a higher version, and of one fact the row with the
-- highest version counts, whatever order they came in. So what they are ordered and partitioned by must never change.
create table if not exists orders (
  store_id UUID,
  created_at DateTime64(3, 'UTC'),
  id UUID,
  version UInt64,
  cart_id Nullable(UUID),
  recovery_id Nullable(UUID),
  campaign_id Nullable(UUID),
  campaign_version UInt32,
  status LowCardinality(String),
  total_minor Nullable(Int64),
  refunded_minor Int64,
  currency LowCardinality(String),
  arrived_at Nullable(DateTime64(3, 'UTC')),
  placed_at Nullable(DateTime64(3, 'UTC')),
  cancelled_at Nullable(DateTime64(3, 'UTC')),
  refunded_at Nullable(DateTime64(3, 'UTC'))
) engine = ReplacingMergeTree(version)
partition by toYYYYMM(created_at)
order by (store_id, created_at, id);

create table if not exists messages (
  store_id UUID,
  claimed_at DateTime64(3, 'UTC'),
  id UUID,
  version UInt64,
  recovery_id UUID,
  cart_id UUID,
  campaign_id Nullable(UUID),
  campaign_version UInt32,
  rule_id String,
  channel LowCardinality(String),
  provider LowCardinality(String),
  template LowCardinality(String),
  state LowCardinality(String),
  delivery_state LowCardinality(String),
  reason LowCardinality(String),
  attempts UInt32,
  settled_at Nullable(DateTime64(3, 'UTC'))
) engine = ReplacingMergeTree(version)
partition by toYYYYMM(claimed_at)
order by (store_id, claimed_at, id);

create table if not exists recoveries (
  store_id UUID,
  created_at DateTime64(3, 'UTC'),
  id UUID,
  version UInt64,
  cart_id UUID,
  campaign_id UUID,
  campaign_version UInt32,
  stage LowCardinality(String),
  outcome LowCardinality(String),
  reason LowCardinality(String),
  probability Nullable(Float64),
  model_version LowCardinality(String),
  abandoned_at DateTime64(3, 'UTC'),
  started_at Nullable(DateTime64(3, 'UTC')),
  ended_at Nullable(DateTime64(3, 'UTC'))
) engine = ReplacingMergeTree(version)
partition by toYYYYMM(created_at)
order by (store_id, created_at, id);
