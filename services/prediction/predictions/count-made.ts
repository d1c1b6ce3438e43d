import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Bucket } from '../../../domain/analytics/calendar.ts';

/** Predictions of one day of the store. */
export interface MadeOnDay {
  readonly day: string;
  /** For recoveries, which decide by them. */
  readonly forRecoveries: number;
  /** For whoever asked the API. */
  readonly forApi: number;
  /** Milliseconds within which half, and 95 of 100, were made; null: not measured. */
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
}

/** How often a feature was among the reasons of the newest predictions. */
export interface MainReason {
  readonly feature: string;
  readonly raises: number;
  readonly lowers: number;
  /** Mean size of what it added to or took from the log-odds. */
  readonly meanContribution: number;
}

/** Enough for a picture of the reasons; more would be read for nothing. */
export const reasonsOfNewestMax = 20_000;

interface Range {
  readonly storeId: string;
  readonly days: readonly Bucket[];
  readonly toMs: number;
}

/** Predictions by the days of the store, every day of the range; those older than they are kept count as none. */
export async function countMade(tx: Tx, { storeId, days, toMs }: Range): Promise<readonly MadeOnDay[]> {
  const starts = days.map(({ startMs }) => startMs);
  const rows = await rawSql(tx)<
    { nth: number; forRecoveries: number; forApi: number; medianMs: number | null; p95Ms: number | null }[]
  >`
    select width_bucket((extract(epoch from at) * 1000)::float8, ${starts}::float8[]) as nth,
      count(*) filter (where purpose = 'recovery')::int as "forRecoveries",
      count(*) filter (where purpose = 'api')::int as "forApi",
      percentile_cont(0.5) within group (order by took_ms) as "medianMs",
      percentile_cont(0.95) within group (order by took_ms) as "p95Ms"
    from predictions
    where store_id = ${storeId} and at >= to_timestamp(${starts[0] ?? toMs}::float8 / 1000)
      and at < to_timestamp(${toMs}::float8 / 1000)
    group by nth`;
  return days.map(({ key: day }, index) => {
    const row = rows.find(({ nth }) => nth === index + 1);
    return {
      day,
      forRecoveries: row?.forRecoveries ?? 0,
      forApi: row?.forApi ?? 0,
      medianMs: row?.medianMs ?? null,
      p95Ms: row?.p95Ms ?? null,
    };
  });
}

/** The features that moved the newest predictions of the range, most frequent first. */
export async function countReasons(tx: Tx, { storeId, days, toMs }: Range): Promise<readonly MainReason[]> {
  const rows = await rawSql(tx)<MainReason[]>`
    select reason->>'feature' as feature,
      count(*) filter (where reason->>'direction' = 'raises')::int as raises,
      count(*) filter (where reason->>'direction' = 'lowers')::int as lowers,
      avg(abs((reason->>'contribution')::float8)) as "meanContribution"
    from (
      select reasons from predictions
      where store_id = ${storeId} and at >= to_timestamp(${days[0]?.startMs ?? toMs}::float8 / 1000)
        and at < to_timestamp(${toMs}::float8 / 1000)
      order by at desc limit ${reasonsOfNewestMax}
    ) newest cross join lateral jsonb_array_elements(newest.reasons) as reason
    group by 1 order by count(*) desc, 1`;
  return [...rows];
}
