/** How many events each store had in each hour of arrival, and when the last one came; kept up by every insert. */
export const eventHoursTable = `
create table if not exists event_hours (
  store_id UUID,
  hour DateTime('UTC'),
  events SimpleAggregateFunction(sum, UInt64),
  last_at SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
) engine = AggregatingMergeTree
order by (store_id, hour)
ttl hour + interval 35 day`;

/** Rows that are inserted again (a round that was cut off) count again: good enough for what is usual. */
export const eventHoursView = `
create materialized view if not exists event_hours_of_events to event_hours as
select store_id, toStartOfHour(received_at, 'UTC') as hour, toUInt64(count()) as events, max(received_at) as last_at
from events
group by store_id, hour`;
