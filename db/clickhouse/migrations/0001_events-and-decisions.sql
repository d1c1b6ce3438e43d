-- Every accepted event, for analysis and for folding a shopper's activity again. Ids only: no addresses, no names.
-- Ordered by shopper, so that one shopper's history is one short range; a row that is inserted again replaces itself.
-- Partitioned by the time of arrival, which the engine sets itself: a shop may send any date.
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
order by (store_id, shopper, occurred_at, event_id);

-- What was predicted, decided, sent and not sent, with its reason. `detail` is JSON.
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
order by (store_id, at, id);

-- How many events each store had in each hour of arrival, and when the last one came; kept up by every insert.
create table if not exists event_hours (
  store_id UUID,
  hour DateTime('UTC'),
  events SimpleAggregateFunction(sum, UInt64),
  last_at SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
) engine = AggregatingMergeTree
order by (store_id, hour)
ttl hour + interval 35 day;

-- Rows that are inserted again (a round that was cut off) count again: good enough for what is usual.
create materialized view if not exists event_hours_of_events to event_hours as
select store_id, toStartOfHour(received_at, 'UTC') as hour, toUInt64(count()) as events, max(received_at) as last_at
from events
group by store_id, hour;
