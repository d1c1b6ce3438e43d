import { eq } from 'drizzle-orm';
import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type MeterName, meterNames, meters, quantityOf, type UsageRow } from '../../../domain/metering/meter.ts';
import type { MeterLimit, NextPlan } from '../../../domain/metering/plan.ts';
import { type QuotaState, quotaState } from '../../../domain/metering/quota.ts';
import { forecastOf, periodKeyAt, type UsagePeriod, usagePeriod } from '../../../domain/metering/usage-period.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { readPlan } from '../../state/usage/plans.ts';

export interface AskUsage {
  readonly storeId: string;
  /** `2026-11`; without it the month of now, by the clock of the store. */
  readonly period?: string | undefined;
  readonly nowMs: number;
}

export interface MeterUsage {
  readonly meter: MeterName;
  readonly unit: string;
  readonly quantity: number;
  /** Null: the plan says nothing of it. */
  readonly limit: MeterLimit | null;
  readonly state: QuotaState;
  /** What the month comes to when it goes on so; null: it has hardly begun, or is no sum. */
  readonly forecast: number | null;
  /** By the days of the month, all of them. */
  readonly days: readonly { readonly day: string; readonly quantity: number }[];
  /** By channel and country, the largest first; empty where it is not broken down. */
  readonly parts: readonly {
    readonly channel: string | null;
    readonly country: string | null;
    readonly quantity: number;
  }[];
}

export interface UsageReport {
  readonly period: string;
  readonly timeZone: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly plan: string;
  /** The plan that follows; null: none. */
  readonly nextPlan: Pick<NextPlan, 'name' | 'from'> | null;
  readonly meters: readonly MeterUsage[];
}

/** What a store used in a month, against what its plan includes. Throws `invalid` for what is no month. */
export async function readUsage(database: Pick<Database, 'app'>, asked: AskUsage): Promise<UsageReport> {
  return withStore(database, asked.storeId, async (tx) => {
    const { period, timeZone } = await periodOf(tx, asked);
    const [rows, { plan, next }] = [
      await readDays(tx, asked.storeId, period),
      await readPlan(tx, asked.storeId, period.key),
    ];
    return {
      ...{ period: period.key, timeZone, fromMs: period.fromMs, toMs: period.toMs },
      ...{ plan: plan.name, nextPlan: next && { name: next.name, from: next.from } },
      meters: meterNames.map((meter) => {
        const own = rows.filter((row) => row.meter === meter);
        const quantity = quantityOf(meter, own);
        const limit = plan.limits[meter];
        return {
          ...{ meter, unit: meters[meter].unit, quantity, limit: limit ?? null, state: quotaState(quantity, limit) },
          forecast: meters[meter].over === 'sum' ? forecastOf(quantity, period, asked.nowMs) : null,
          days: period.days.map(({ key: day, startMs }) => ({
            day,
            quantity: quantityOf(
              meter,
              own.filter((row) => row.slotMs === startMs),
            ),
          })),
          parts: partsOf(meter, own),
        };
      }),
    };
  });
}

/** The month that is asked for, by the clock of the store. */
export async function periodOf(
  tx: Tx,
  { storeId, period: key, nowMs }: AskUsage,
): Promise<{ readonly period: UsagePeriod; readonly timeZone: string }> {
  const [store] = await tx.select({ timeZone: stores.timeZone }).from(stores).where(eq(stores.id, storeId));
  if (!store) throw new ServiceError('not_found', 'There is no such store.');
  const { timeZone } = store;
  const current = periodKeyAt(nowMs, timeZone);
  if (key !== undefined && key > current)
    throw new ServiceError('invalid', 'This month has not begun.', { path: 'period' });
  return { period: usagePeriod(key ?? current, timeZone), timeZone };
}

/** Rows of a month by the days of the store: each stands at the beginning of its day. */
export async function readDays(
  tx: Tx,
  storeId: string,
  { days, fromMs, toMs }: UsagePeriod,
): Promise<readonly UsageRow[]> {
  const starts = days.map(({ startMs }) => startMs / 1_000);
  const rows = await rawSql(tx)<
    { meter: MeterName; nth: number; channel: string; country: string; sum: number; peak: number }[]
  >`
    select meter, width_bucket(extract(epoch from slot)::float8, ${starts}::float8[]) as nth, channel, country,
      sum(quantity)::float8 as sum, max(quantity)::float8 as peak
    from usage
    where store_id = ${storeId} and slot >= to_timestamp(${fromMs / 1_000}::float8)
      and slot < to_timestamp(${toMs / 1_000}::float8)
    group by meter, nth, channel, country
    order by meter, nth, channel, country`;
  return rows.map(({ meter, nth, channel, country, sum, peak }) => ({
    ...{ meter, channel, country, slotMs: days[nth - 1]?.startMs ?? fromMs },
    quantity: meters[meter].over === 'peak' ? peak : sum,
  }));
}

function partsOf(meter: MeterName, rows: readonly UsageRow[]): MeterUsage['parts'] {
  if (meters[meter].dimensions.length === 0) return [];
  const byPart = Map.groupBy(rows, ({ channel, country }) => `${channel}/${country}`);
  return [...byPart.values()]
    .flatMap((part) => {
      const [first] = part;
      if (!first) return [];
      return [{ channel: first.channel || null, country: first.country || null, quantity: quantityOf(meter, part) }];
    })
    .toSorted((a, b) => b.quantity - a.quantity);
}
