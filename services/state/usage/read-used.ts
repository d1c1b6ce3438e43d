import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { isMeterName, type MeterName, meters } from '../../../domain/metering/meter.ts';
import { type Plan, type PlanLimits, type PlanName, planOf } from '../../../domain/metering/plan.ts';
import type { UsedOf } from '../../../domain/metering/quota.ts';
import { periodKeyAt, periodStartMs } from '../../../domain/metering/usage-period.ts';

/** A store with a plan, and what it used of its month so far. */
export interface PlannedStore {
  readonly storeId: string;
  readonly plan: Plan;
  /** `2026-11`, by the clock of the store. */
  readonly period: string;
  readonly used: UsedOf;
}

/** Every store that was given a plan; those without one cost nothing here. `tx` is the engine's. */
export async function readPlannedStores(tx: Tx, nowMs: number): Promise<readonly PlannedStore[]> {
  const sql = rawSql(tx);
  const planned = await sql<{ storeId: string; plan: PlanName; limits: PlanLimits; timeZone: string }[]>`
    select store_plans.store_id as "storeId", plan, limits, time_zone as "timeZone"
    from store_plans join stores using (store_id)`;
  const limited = planned
    .map(({ storeId, timeZone, ...row }) => ({ storeId, timeZone, plan: planOf(row.plan, row.limits) }))
    .filter(({ plan }) => Object.keys(plan.limits).length > 0);
  if (limited.length === 0) return [];
  const used = await readUsed(
    tx,
    limited.map(({ storeId, timeZone }) => ({ storeId, fromMs: periodStartMs(nowMs, timeZone) })),
  );
  return limited.map(({ storeId, plan, timeZone }) => ({
    ...{ storeId, plan, period: periodKeyAt(nowMs, timeZone) },
    used: used.get(storeId) ?? {},
  }));
}

async function readUsed(
  tx: Tx,
  since: readonly { readonly storeId: string; readonly fromMs: number }[],
): Promise<ReadonlyMap<string, UsedOf>> {
  const sql = rawSql(tx);
  const rows = await sql<{ storeId: string; meter: string; sum: number; peak: number }[]>`
    select usage.store_id as "storeId", meter, sum(quantity)::float8 as sum, max(quantity)::float8 as peak
    from unnest(
      ${plain(since.map(({ storeId }) => storeId))}::uuid[], ${plain(since.map(({ fromMs }) => fromMs / 1_000))}::float8[]
    ) as month (store_id, from_s)
    join usage on usage.store_id = month.store_id and usage.slot >= to_timestamp(month.from_s)
    group by usage.store_id, meter`;
  const used = new Map<string, Partial<Record<MeterName, number>>>();
  for (const { storeId, meter, sum, peak } of rows) {
    if (!isMeterName(meter)) continue;
    used.set(storeId, { ...used.get(storeId), [meter]: meters[meter].over === 'peak' ? peak : sum });
  }
  return used;
}
