import { type Database, engineRead } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import { weekDays } from '../../../domain/forecast/daily-series.ts';
import type { WeekShape } from '../../../domain/forecast/pooled-weekday.ts';

/** The week of shops in general, from Monday on; undefined: there are too few of them to say. */
export type ReadWeekShape = () => Promise<WeekShape | undefined>;

/** Of fewer a week would say something of one of them. */
export const storesMin = 20;
/** Stores that are looked at, drawn by their ids, so that one look costs the same however many there are. */
const storesMax = 500;
/** Of one with fewer abandoned carts the week is chance. */
const cartsMin = 140;
const weeksLookedAt = 8;

/**
 * How abandoned carts fall on the days of a week, over many stores, each by its own calendar and with the same weight. Shares alone:
 * no store's numbers are in it. Read once a day.
 */
export function createWeekShapeReader({
  database,
  now,
}: {
  readonly database: Pick<Database, 'engine'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}): ReadWeekShape {
  let kept: { readonly day: number; readonly shape: Promise<WeekShape | undefined> } | undefined;
  return () => {
    const day = Math.floor(now() / dayMs);
    if (kept?.day === day) return kept.shape;
    const shape = readShape(database, day * dayMs);
    kept = { day, shape };
    shape.catch(() => {
      kept = undefined;
    });
    return shape;
  };
}

async function readShape(database: Pick<Database, 'engine'>, untilMs: number): Promise<WeekShape | undefined> {
  const until = new Date(untilMs).toISOString();
  const from = new Date(untilMs - weeksLookedAt * weekDays * dayMs).toISOString();
  const rows = await engineRead(database)<{ weekday: number; share: number; stores: number }[]>`
    with drawn as (
      select store_id, time_zone from stores where test_of is null and time_scale = 1
      order by hashtextextended(store_id::text, 0) limit ${storesMax}::int
    ), counted as (
      select d.store_id, c.weekday, c.carts
      from drawn d cross join lateral (
        select extract(isodow from a.abandoned_at at time zone d.time_zone)::int as weekday, count(*) as carts
        from abandonments a
        where a.store_id = d.store_id and a.abandoned_at >= ${from}::timestamptz and a.abandoned_at < ${until}::timestamptz
        group by 1
      ) c
    ), enough as (
      select store_id, sum(carts) as carts from counted group by 1 having sum(carts) >= ${cartsMin}::int
    )
    select counted.weekday, (sum(counted.carts / enough.carts))::float8 as share,
      (select count(*) from enough)::int as stores
    from counted join enough using (store_id) group by 1`;
  const stores = rows[0]?.stores ?? 0;
  if (stores < storesMin) return undefined;
  return Array.from({ length: weekDays }, (_, day) => {
    const share = rows.find(({ weekday }) => weekday === day + 1)?.share ?? 0;
    return (share / stores) * weekDays;
  });
}
