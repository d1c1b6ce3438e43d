import { Temporal } from 'temporal-polyfill';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { startOfDayMs } from '../../../domain/analytics/calendar.ts';
import type { DriftSample } from '../../../domain/drift/drift-sample.ts';
import { daysCompared, weekDays } from '../../../domain/drift/week-by-weekday.ts';
import { secondMs } from '../../../domain/duration.ts';
import { maturityMs } from '../../../domain/prediction-maturity.ts';

/** One store, by its own calendar, or all of them by UTC. */
export interface DriftScope {
  /** Null: all stores. */
  readonly storeId: string | null;
  readonly timeZone: string;
}

/** Whole days: the last of them is over in the zone of the scope. */
export interface ComparedDays {
  /** `2026-11-22`. */
  readonly fromDay: string;
  readonly toDay: string;
  /** When each of them began, and when the last one ended; epoch milliseconds. */
  readonly startsMs: readonly number[];
}

/** A version that answered in the scope in the last week. */
export interface AnsweringVersion {
  readonly version: string;
  /** Null: the shipped prior before it was registered. */
  readonly modelVersionId: string | null;
  readonly predictionsByDay: readonly number[];
}

/** More carts of one day say nothing new; which ones are taken does not depend on what is known of them. */
export const cartsPerDayMax = 1_000;
/** Versions of one scope: what answers, a canary, and those of before. */
const versionsMax = 10;

/** The four weeks of whole days up to yesterday. */
export function comparedDays(nowMs: number, timeZone: string): ComparedDays {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const first = today.subtract({ days: daysCompared });
  return {
    fromDay: first.toString(),
    toDay: today.subtract({ days: 1 }).toString(),
    startsMs: Array.from({ length: daysCompared + 1 }, (_, day) => startOfDayMs(first.add({ days: day }), timeZone)),
  };
}

/** Which versions answered for recoveries, and how often on each day. */
export async function readAnswering(
  tx: Tx,
  { storeId }: DriftScope,
  { startsMs }: ComparedDays,
): Promise<readonly AnsweringVersion[]> {
  const sql = rawSql(tx);
  const rows = await sql<{ version: string; modelVersionId: string | null; day: number; count: number }[]>`
    select p.model_version as version, max(p.model_version_id::text) as "modelVersionId",
      width_bucket((extract(epoch from p.at) * 1000)::float8, ${startsMs}::float8[]) - 1 as day, count(*)::int as count
    from predictions p
    join stores s on s.store_id = p.store_id and s.test_of is null
    left join model_versions v on v.id = p.model_version_id
    where ${storeId === null ? sql`v.store_id is null` : sql`p.store_id = ${storeId}`} and p.purpose = 'recovery'
      and p.at >= to_timestamp(${startsMs[0] ?? 0}::float8 / 1000)
      and p.at < to_timestamp(${startsMs[daysCompared] ?? 0}::float8 / 1000)
    group by 1, 3`;
  const found = [...Map.groupBy(rows, ({ version }) => version)].map(([version, ofVersion]): AnsweringVersion => {
    const predictionsByDay = new Array<number>(daysCompared).fill(0);
    for (const { day, count } of ofVersion) predictionsByDay[day] = count;
    const modelVersionId = ofVersion.find((row) => row.modelVersionId !== null)?.modelVersionId ?? null;
    return { version, modelVersionId, predictionsByDay };
  });
  const ofWeek = ({ predictionsByDay }: AnsweringVersion) =>
    predictionsByDay.slice(-weekDays).reduce((sum, count) => sum + count, 0);
  return found
    .filter((one) => ofWeek(one) > 0)
    .sort((a, b) => ofWeek(b) - ofWeek(a))
    .slice(0, versionsMax);
}

interface Row {
  readonly day: number;
  readonly probability: number;
  readonly features: readonly (number | null)[];
  readonly matured: boolean;
  readonly bought: boolean;
  readonly treated: boolean;
}

/**
 * Carts that a version was asked about, with the very features that it saw, and what came of those whose time to buy is over: an
 * order of the cart, the recovery or its person. Of a day with more than `cartsPerDayMax`, as many are drawn by their ids.
 */
export async function readSample(
  tx: Tx,
  { storeId }: DriftScope,
  { startsMs }: ComparedDays,
  { version, modelVersionId, predictionsByDay, now }: AnsweringVersion & { readonly now: number },
): Promise<DriftSample> {
  const sql = rawSql(tx);
  const shares = predictionsByDay.map((count) => Math.min(1, cartsPerDayMax / Math.max(1, count)));
  // Over all stores, a store's own version may have the same name.
  const ofVersion = sql`p.model_version = ${version}
    and (p.model_version_id is null or p.model_version_id = ${modelVersionId}::uuid)
    and ${storeId === null ? sql`true` : sql`p.store_id = ${storeId}`}`;
  const between = sql`p.at >= to_timestamp(${startsMs[0] ?? 0}::float8 / 1000)
    and p.at < to_timestamp(${startsMs[daysCompared] ?? 0}::float8 / 1000)`;
  const [named] = await sql<{ names: string[] }[]>`
    select array(select feature ->> 0 from jsonb_array_elements(p.features) as feature) as names
    from predictions p where ${ofVersion} and p.purpose = 'recovery' and ${between} order by p.at desc limit 1`;
  const rows = await sql<Row[]>`
    with asked as (
      select p.*, s.time_scale, width_bucket((extract(epoch from p.at) * 1000)::float8, ${startsMs}::float8[]) as nth
      from predictions p join stores s on s.store_id = p.store_id and s.test_of is null
      where ${ofVersion} and p.purpose = 'recovery' and ${between}
    ), drawn as (
      select *, at + make_interval(secs => ${maturityMs / secondMs}::float8 / time_scale) as until from asked
      where (hashtextextended(id::text, 0) & 1048575) < (${shares}::float8[])[nth] * 1048576
    )
    select nth - 1 as day, d.probability,
      array(select (feature ->> 1)::float8 from jsonb_array_elements(d.features) as feature) as features,
      d.until <= to_timestamp(${now}::float8 / 1000) as matured,
      exists (
        select from orders o
        where o.store_id = d.store_id and (o.cart_id = d.cart_id or o.customer_id = r.customer_id)
          and o.status = 'placed' and o.arrived_at >= d.at and o.arrived_at < d.until
      ) as bought,
      exists (
        select from messages m
        where m.store_id = d.store_id and m.recovery_id = d.recovery_id and m.state in ('sending', 'accepted', 'unknown')
          and m.claimed_at < d.until
      ) as treated
    from drawn d left join recoveries r on r.store_id = d.store_id and r.id = d.recovery_id
    order by d.at, d.id`;
  return {
    features: named?.names ?? [],
    predictionsByDay,
    carts: rows.map(({ day, probability, features, matured, bought, treated }) => ({
      ...{ day, probability, features },
      outcome: matured ? { bought, treated } : null,
    })),
  };
}
