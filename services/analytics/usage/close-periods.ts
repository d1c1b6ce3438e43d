import { usagePeriods } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import { priceVersionOf } from '../../../domain/metering/price.ts';
import { periodKeyAt, usagePeriod } from '../../../domain/metering/usage-period.ts';
import { partsToBill, readOpenMonth } from './billed-parts.ts';
import { readPriceVersions } from './price-versions.ts';

/** No month is shorter: sooner after its last one a store has none to close. */
const monthDaysMin = 27;
/** How far back the first month of a store may lie that is closed. */
const firstMonthMs = 62 * dayMs;
/** In one round; the others have their turn at the next. */
const storesMax = 200;

/**
 * Closes the months that ended before usage is closed: keeps what is billed of them, once. What comes in later is billed with the month
 * that is open then. `tx` is the engine's.
 */
export async function closePeriods(tx: Tx, closedUntilMs: number): Promise<void> {
  const sql = rawSql(tx);
  const due = await sql<{ storeId: string; timeZone: string; lastMs: number | null; begunMs: number }[]>`
    select stores.store_id as "storeId", time_zone as "timeZone", (extract(epoch from last.to_at) * 1000)::float8 as "lastMs",
      (extract(epoch from first.at) * 1000)::float8 as "begunMs"
    from stores
    cross join lateral (
      select greatest(created_at, to_timestamp(${(closedUntilMs - firstMonthMs) / 1_000}::float8)) as at
    ) first
    left join lateral (
      select to_at from usage_periods where usage_periods.store_id = stores.store_id order by period desc limit 1
    ) last on true
    where test_of is null
      and coalesce(
        last.to_at + make_interval(days => ${monthDaysMin}::int),
        -- The end of its first month, by whatever clock.
        (date_trunc('month', first.at at time zone 'UTC') + interval '1 month -15 hours') at time zone 'UTC'
      ) < to_timestamp(${closedUntilMs / 1_000}::float8)
    order by coalesce(last.to_at, first.at)
    limit ${storesMax}::int`;
  const versions = due.length === 0 ? [] : await readPriceVersions(tx);
  for (const { storeId, timeZone, lastMs, begunMs } of due) {
    // Half a day on: with a clock that was changed meanwhile, the end of a month may still be in it.
    const key = periodKeyAt(lastMs === null ? begunMs : lastMs + dayMs / 2, timeZone);
    const period = usagePeriod(key, timeZone);
    if (period.toMs > closedUntilMs) continue;
    const month = await readOpenMonth(tx, storeId, period);
    await tx
      .insert(usagePeriods)
      .values({
        ...{ storeId, period: key, fromAt: new Date(month.range.fromMs), toAt: new Date(month.range.toMs) },
        parts: partsToBill(month, key),
        priceVersion: priceVersionOf(versions, key)?.version ?? null,
      })
      .onConflictDoNothing();
  }
}
