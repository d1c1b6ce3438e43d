import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import { storePlans, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type MeterName, meterNames } from '../../../domain/metering/meter.ts';
import { defaultPlan, type MeterLimit, type NextPlan, type Plan, saidPlanIn } from '../../../domain/metering/plan.ts';
import { type QuotaState, quotaState, type UsedOf } from '../../../domain/metering/quota.ts';
import { periodKeyAt, usagePeriod } from '../../../domain/metering/usage-period.ts';
import { type Page, pageOf } from '../../shared/page.ts';
import { saidInRow } from './plans.ts';
import { readUsed } from './read-used.ts';

/** A meter of a store against its plan. */
export interface MeterOfStore {
  readonly meter: MeterName;
  readonly used: number;
  /** Null: the plan says nothing of it. */
  readonly limit: MeterLimit | null;
  readonly state: QuotaState;
}

/** A store with the plan that it has now, whether anybody gave it one or not. */
export interface StoreWithPlan {
  readonly storeId: string;
  readonly storeName: string;
  readonly plan: Plan;
  readonly next: NextPlan | null;
  readonly billingCustomer: string | null;
  /** The month of now, `2026-11`, by the clock of the store. */
  readonly period: string;
  readonly meters: readonly MeterOfStore[];
}

/** A store and its month, before anything is asked of its usage. */
export type StoreOfPlan = Omit<StoreWithPlan, 'meters'> & { readonly timeZone: string };

export interface AskStorePlans {
  readonly limit: number;
  /** The id of the last store of the page before. */
  readonly after: string | null;
  readonly nowMs: number;
}

/** All stores with their plans and what they used of them this month, newest first. For the operator only. */
export async function listStorePlans(
  database: Pick<Database, 'engine'>,
  { limit, after, nowMs }: AskStorePlans,
): Promise<Page<StoreWithPlan, string>> {
  return withEngine(database, async (tx) => {
    const found = await readStoresWithPlan(tx, { limit: limit + 1, after, nowMs });
    const { items, next } = pageOf(
      found,
      limit,
      (store) => store,
      ({ storeId }) => storeId,
    );
    const used = await readUsed(
      tx,
      items.map(({ storeId, period, timeZone }) => ({ storeId, ...usagePeriod(period, timeZone) })),
    );
    return {
      items: items.map(({ timeZone: _, ...store }) => ({
        ...store,
        meters: metersOf(store.plan, used.get(store.storeId) ?? {}),
      })),
      next,
    };
  });
}

/** Stores newest first, but those that only try something out. */
export async function readStoresWithPlan(
  tx: Tx,
  { limit, after, nowMs, storeId }: AskStorePlans & { readonly storeId?: string | undefined },
): Promise<readonly StoreOfPlan[]> {
  const rows = await tx
    .select({ store: { id: stores.id, name: stores.name, timeZone: stores.timeZone }, said: storePlans })
    .from(stores)
    .leftJoin(storePlans, eq(storePlans.storeId, stores.id))
    .where(
      and(
        isNull(stores.testOf),
        after === null ? undefined : lt(stores.id, after),
        storeId === undefined ? undefined : eq(stores.id, storeId),
      ),
    )
    .orderBy(desc(stores.id))
    .limit(limit);
  return rows.map(({ store, said }) => {
    const period = periodKeyAt(nowMs, store.timeZone);
    const { plan, next } = saidPlanIn(said ? saidInRow(said) : { plan: defaultPlan, next: null }, period);
    return {
      ...{ storeId: store.id, storeName: store.name, timeZone: store.timeZone, period, plan, next },
      billingCustomer: said?.billingCustomer ?? null,
    };
  });
}

/** Every meter against a plan, in the order of their list. */
export function metersOf({ limits }: Plan, used: UsedOf): readonly MeterOfStore[] {
  return meterNames.map((meter) => {
    const [quantity, limit] = [used[meter] ?? 0, limits[meter]];
    return { meter, used: quantity, limit: limit ?? null, state: quotaState(quantity, limit) };
  });
}
