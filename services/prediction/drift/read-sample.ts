import { Temporal } from 'temporal-polyfill';
import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { startOfDayMs } from '../../../domain/analytics/calendar.ts';
import type { DriftSample, SampledCart } from '../../../domain/drift/drift-sample.ts';
import { daysCompared, weekDays } from '../../../domain/drift/week-by-weekday.ts';
import { drawnShare, readMaturedLabels } from '../training/matured-labels.ts';

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
  readonly id: string;
  readonly day: number;
  readonly probability: number;
  readonly features: readonly (number | null)[];
}

/**
 * Carts that a version was asked about, with the very features that it saw, and what came of those whose time to buy is over. Of
 * a day with more than `cartsPerDayMax`, as many are drawn by their ids.
 */
export async function readSample(
  database: Pick<Database, 'engine'>,
  { storeId }: DriftScope,
  { startsMs }: ComparedDays,
  { version, modelVersionId, predictionsByDay, now }: AnsweringVersion & { readonly now: number },
): Promise<DriftSample> {
  const carts: SampledCart[] = [];
  let features: readonly string[] = [];
  for (const [day, count] of predictionsByDay.entries()) {
    if (count === 0) continue;
    const drawn = {
      ...{ fromMs: startsMs[day] ?? 0, toMs: startsMs[day + 1] ?? 0 },
      ...{ version, modelVersionId, share: Math.min(1, cartsPerDayMax / count) },
    };
    const { rows, names } = await withEngine(database, (tx) => readDay(tx, storeId, drawn));
    const outcomes = await readOutcomes(database, storeId, { ...drawn, now });
    carts.push(...rows.map(({ id, ...cart }) => ({ ...cart, day, outcome: outcomes.get(id) ?? null })));
    features = names ?? features;
  }
  return { features, predictionsByDay, carts };
}

interface DrawnDay {
  readonly fromMs: number;
  readonly toMs: number;
  readonly version: string;
  readonly modelVersionId: string | null;
  /** Of the predictions, from 0 to 1. */
  readonly share: number;
}

async function readDay(
  tx: Tx,
  storeId: string | null,
  { fromMs, toMs, version, modelVersionId, share }: DrawnDay,
): Promise<{ readonly rows: readonly Row[]; readonly names: readonly string[] | undefined }> {
  const sql = rawSql(tx);
  // Over all stores, a store's own version may have the same name.
  const ofDay = sql`
    from predictions p join stores s on s.store_id = p.store_id and s.test_of is null
    where p.model_version = ${version} and (p.model_version_id is null or p.model_version_id = ${modelVersionId}::uuid)
      and (${storeId}::uuid is null or p.store_id = ${storeId}::uuid) and p.purpose = 'recovery'
      and p.at >= to_timestamp(${fromMs}::float8 / 1000) and p.at < to_timestamp(${toMs}::float8 / 1000)`;
  const [named] = await sql<{ names: string[] }[]>`
    select array(select feature ->> 0 from jsonb_array_elements(p.features) as feature) as names ${ofDay} limit 1`;
  const rows = await sql<Row[]>`
    select p.id, p.probability,
      array(select (feature ->> 1)::float8 from jsonb_array_elements(p.features) as feature) as features
    ${ofDay} and ${drawnShare(tx, share)}
    order by p.at, p.id`;
  return { rows, names: named?.names };
}

async function readOutcomes(
  database: Pick<Database, 'engine'>,
  storeId: string | null,
  { fromMs, toMs, version, share, now }: DrawnDay & { readonly now: number },
): Promise<ReadonlyMap<string, SampledCart['outcome']>> {
  const outcomes = new Map<string, SampledCart['outcome']>();
  const limit = 2 * cartsPerDayMax;
  const labels = readMaturedLabels(database, {
    scope: { storeId },
    fromMs,
    toMs,
    nowMs: now,
    limit,
    drawn: { version, share },
  });
  for await (const page of labels)
    for (const { predictionId, bought, group } of page)
      outcomes.set(predictionId, { bought, untouched: group === 'untouched' });
  return outcomes;
}
