-- Abandonments, with what became of each: a row says all that is counted of it, so that no query joins.
create table if not exists abandonments (
  store_id UUID,
  abandoned_at DateTime64(3, 'UTC'),
  id UUID,
  version UInt64,
  cart_id UUID,
  campaign_id Nullable(UUID),
  stage LowCardinality(String),
  reach LowCardinality(String),
  reason LowCardinality(String),
  currency LowCardinality(String),
  value_minor Nullable(Int64),
  messaged_at Nullable(DateTime64(3, 'UTC')),
  clicked_at Nullable(DateTime64(3, 'UTC')),
  bought_at Nullable(DateTime64(3, 'UTC')),
  copied_at DateTime64(3, 'UTC') default now64(3, 'UTC'),
  index by_copied copied_at type minmax granularity 1
) engine = ReplacingMergeTree(version)
partition by toYYYYMM(abandoned_at)
order by (store_id, abandoned_at, id);

-- When what followed a message was reported first, whatever was reported last; and the currency of its cart.
alter table messages
  add column if not exists delivered_at Nullable(DateTime64(3, 'UTC')),
  add column if not exists opened_at Nullable(DateTime64(3, 'UTC')),
  add column if not exists clicked_at Nullable(DateTime64(3, 'UTC')),
  add column if not exists bounced_at Nullable(DateTime64(3, 'UTC')),
  add column if not exists unsubscribed_at Nullable(DateTime64(3, 'UTC')),
  add column if not exists complained_at Nullable(DateTime64(3, 'UTC')),
  add column if not exists currency LowCardinality(String),
  add column if not exists copied_at DateTime64(3, 'UTC') default now64(3, 'UTC'),
  add index if not exists by_copied copied_at type minmax granularity 1;

alter table decisions
  add column if not exists copied_at DateTime64(3, 'UTC') default now64(3, 'UTC'),
  add index if not exists by_copied copied_at type minmax granularity 1;

-- Rows from before have no time of copying until it is written down: read, it would be now for ever.
alter table messages materialize column copied_at settings mutations_sync = 1;

alter table decisions materialize column copied_at settings mutations_sync = 1;

-- To which message an order is credited: the newest of its recovery before it, and the newest of all.
alter table orders
  add column if not exists message_id Nullable(UUID),
  add column if not exists channel LowCardinality(String),
  add column if not exists abandoned_at Nullable(DateTime64(3, 'UTC')),
  add column if not exists touch_message_id Nullable(UUID),
  add column if not exists touch_channel LowCardinality(String),
  add column if not exists touch_campaign_id Nullable(UUID);

-- Sums of a quarter of an hour in UTC, of which the days and hours of every time zone are made. A slot is counted anew as a
-- whole, and of what was counted for one key the newest counts; what is not there any more is kept as 0.
create table if not exists abandonment_slots (
  store_id UUID,
  slot DateTime('UTC'),
  campaign_id String,
  reason LowCardinality(String),
  stage LowCardinality(String),
  currency LowCardinality(String),
  counted_at DateTime64(6, 'UTC'),
  carts Int64,
  value_minor Int128,
  identified Int64,
  reachable Int64,
  unreachable Int64,
  messaged Int64,
  clicked Int64,
  bought Int64
) engine = ReplacingMergeTree(counted_at)
partition by toYYYYMM(slot)
order by (store_id, slot, campaign_id, reason, stage, currency);

create table if not exists message_slots (
  store_id UUID,
  slot DateTime('UTC'),
  channel LowCardinality(String),
  campaign_id String,
  provider LowCardinality(String),
  template LowCardinality(String),
  state LowCardinality(String),
  delivery_state LowCardinality(String),
  currency LowCardinality(String),
  counted_at DateTime64(6, 'UTC'),
  messages Int64,
  accepted Int64,
  delivered Int64,
  opened Int64,
  clicked Int64,
  bounced Int64,
  unsubscribed Int64,
  complained Int64
) engine = ReplacingMergeTree(counted_at)
partition by toYYYYMM(slot)
order by (store_id, slot, channel, campaign_id, provider, template, state, delivery_state, currency);

create table if not exists non_send_slots (
  store_id UUID,
  slot DateTime('UTC'),
  kind LowCardinality(String),
  reason LowCardinality(String),
  channel LowCardinality(String),
  counted_at DateTime64(6, 'UTC'),
  decisions Int64
) engine = ReplacingMergeTree(counted_at)
partition by toYYYYMM(slot)
order by (store_id, slot, kind, reason, channel);

-- Up to when what was copied is in the slots of each fact. Of the installation, not of a store.
create table if not exists slot_marks (
  fact LowCardinality(String),
  marked_at DateTime64(6, 'UTC') default now64(6, 'UTC'),
  counted_until DateTime64(3, 'UTC')
) engine = ReplacingMergeTree(marked_at)
order by fact;
