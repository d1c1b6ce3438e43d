import type { ClickHouseClient } from '@clickhouse/client';
import { utcText } from '../../../db/clickhouse/utc-text.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { FlowBaseline } from '../../../domain/traffic-anomaly.ts';

/** Two weeks hold each day of the week twice. */
const daysLearned = 14;
/** Rows of the answer: 24 for each store that had events. */
const rowsMax = 24 * 50_000;

interface Row {
  readonly store: string;
  readonly hour_of_day: number;
  readonly days: number;
  readonly events: number;
  readonly squares: number;
}

/** What each store's hours of the day brought on the past whole days, over all stores. */
export async function readFlowBaselines(
  clickhouse: ClickHouseClient,
  nowMs: number,
): Promise<ReadonlyMap<string, FlowBaseline>> {
  const today = Math.floor(nowMs / dayMs) * dayMs;
  const answer = await clickhouse.query({
    query: `
      with hours as (
        select store_id, toDate(hour, 'UTC') as day, toHour(hour, 'UTC') as hour_of_day, toFloat64(sum(events)) as n
        from event_hours
        where hour >= {from: DateTime64(3, 'UTC')} and hour < {to: DateTime64(3, 'UTC')}
        group by store_id, day, hour_of_day
      )
      select toString(hours.store_id) as store, hour_of_day, toUInt8(any(known.days)) as days, sum(n) as events,
        sum(n * n) as squares
      from hours
      join (select store_id, uniqExact(day) as days from hours group by store_id) as known
        on known.store_id = hours.store_id
      group by hours.store_id, hour_of_day
      limit ${rowsMax}`,
    query_params: { from: utcText(today - daysLearned * dayMs), to: utcText(today) },
    format: 'JSONEachRow',
  });
  const flows = new Map<string, { days: number; hours: { mean: number; variance: number }[] }>();
  for (const { store, hour_of_day, days, events, squares } of await answer.json<Row>()) {
    const known = flows.get(store) ?? { days, hours: Array.from({ length: 24 }, () => ({ mean: 0, variance: 0 })) };
    const mean = events / days;
    known.hours[hour_of_day] = { mean, variance: Math.max(0, squares / days - mean ** 2) };
    flows.set(store, known);
  }
  return flows;
}
