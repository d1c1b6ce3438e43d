import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { InstantRange } from '../../../domain/analytics/calendar.ts';
import { isMeterName, type MeterName, meters } from '../../../domain/metering/meter.ts';
import { type Plan, type PlanLimits, planIn } from '../../../domain/metering/plan.ts';
import type { UsedOf } from '../../../domain/metering/quota.ts';
import { periodKeyAt, usagePeriod } from '../../../domain/metering/usage-period.ts';
import { saidInRow } from './plans.ts';

/** A store with a plan, and what it used of its month so far. */
export interface PlannedStore {
  readonly storeId: string;
  readonly plan: Plan;
  /** `2026-11`, by the clock of the store. */
  readonly period: string;
  readonly used: UsedOf;
}

interface PlanRow {
  readonly storeId: string;
  readonly timeZone: string;
  readonly plan: string;
  readonly limits: PlanLimits;
  readonly nextPlan: string | null;
  readonly nextLimits: PlanLimits | null;
  readonly nextFrom: string | null;
}

/** Every store that was given a plan; those without one cost nothing here. `tx` is the engine's. */
export async function readPlannedStores(tx: Tx, nowMs: number): Promise<readonly PlannedStore[]> {
  const planned = await rawSql(tx)<PlanRow[]>`
    select store_plans.store_id as "storeId", time_zone as "timeZone", plan, limits,
      next_plan as "nextPlan", next_limits as "nextLimits", next_from as "nextFrom"
    from store_plans join stores using (store_id)`;
  const limited = planned
    .map(({ storeId, timeZone, ...row }) => {
      const period = periodKeyAt(nowMs, timeZone);
      return { storeId, timeZone, period, plan: planIn(saidInRow(row), period) };
    })
    .filter(({ plan }) => Object.keys(plan.limits).length > 0);
  const used = await readUsed(
    tx,
    limited.map(({ storeId, timeZone, period }) => ({ storeId, ...usagePeriod(period, timeZone) })),
  );
  return limited.map(({ storeId, plan, period }) => ({ ...{ storeId, plan, period }, used: used.get(storeId) ?? {} }));
}

/** What stores used, each in a time of its own; a store that used nothing is not there. */
export async function readUsed(
  tx: Tx,
  months: readonly (InstantRange & { readonly storeId: string })[],
): Promise<ReadonlyMap<string, UsedOf>> {
  if (months.length === 0) return new Map();
  const seconds = (moments: readonly number[]): string => plain(moments.map((ms) => ms / 1_000));
  const rows = await rawSql(tx)<{ storeId: string; meter: string; sum: number; peak: number }[]>`
    select usage.store_id as "storeId", meter, sum(quantity)::float8 as sum, max(quantity)::float8 as peak
    from unnest(
      ${plain(months.map(({ storeId }) => storeId))}::uuid[], ${seconds(months.map(({ fromMs }) => fromMs))}::float8[],
      ${seconds(months.map(({ toMs }) => toMs))}::float8[]
    ) as month (store_id, from_s, to_s)
    join usage on usage.store_id = month.store_id
      and usage.slot >= to_timestamp(month.from_s) and usage.slot < to_timestamp(month.to_s)
    group by usage.store_id, meter`;
  const used = new Map<string, Partial<Record<MeterName, number>>>();
  for (const { storeId, meter, sum, peak } of rows) {
    if (!isMeterName(meter)) continue;
    used.set(storeId, { ...used.get(storeId), [meter]: meters[meter].over === 'peak' ? peak : sum });
  }
  return used;
}
