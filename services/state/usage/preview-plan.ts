import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { PlanLimits } from '../../../domain/metering/plan.ts';
import { type QuotaState, startsNoRecovery, usedUp } from '../../../domain/metering/quota.ts';
import { periodKeyAt, usagePeriod } from '../../../domain/metering/usage-period.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { findPlan } from './made-plans.ts';
import { readUsed } from './read-used.ts';
import { type MeterOfStore, metersOf, readStoresWithPlan, type StoreOfPlan } from './store-plans.ts';

export interface PreviewPlan {
  /** A plan that there is, or `custom` with any limits. */
  readonly plan: string;
  readonly limits?: PlanLimits | undefined;
  /** Of one store only; absent: of every store. */
  readonly storeId?: string | undefined;
  readonly nowMs: number;
}

/** What a store used in a month, against a plan that it does not have yet. */
export interface PreviewedMonth {
  readonly period: string;
  readonly state: QuotaState;
  /** Whether no recovery would be started any more. */
  readonly startsNone: boolean;
  readonly meters: readonly MeterOfStore[];
}

export interface PreviewedStore {
  readonly storeId: string;
  readonly storeName: string;
  /** The plan that it has. */
  readonly plan: string;
  /** The month of now so far, and the whole one before it. */
  readonly now: PreviewedMonth;
  readonly before: PreviewedMonth;
}

export interface PlanPreview {
  /** Of how many stores it was asked. */
  readonly stores: number;
  /** Whether there are more stores than are looked at. */
  readonly isCut: boolean;
  /** By the worse one of its two months. */
  readonly near: number;
  readonly over: number;
  /** The worst first; of all stores only those that are near or over. */
  readonly items: readonly PreviewedStore[];
}

/** Stores that are looked at. */
const storesMax = 2_000;
/** Stores that are told by name. */
const shownMax = 50;

/**
 * What a plan would mean: against this month so far and the whole month before, because a month that has just begun says little.
 * Changes nothing. Throws `invalid` for a plan that nobody made, `not_found` for a store that is not there.
 */
export async function previewPlan(
  database: Pick<Database, 'engine'>,
  { plan: name, limits, storeId, nowMs }: PreviewPlan,
): Promise<PlanPreview> {
  return withEngine(database, async (tx) => {
    const plan = await findPlan(tx, name, limits);
    const found = await readStoresWithPlan(tx, { limit: storesMax + 1, after: null, nowMs, storeId });
    if (storeId !== undefined && found.length === 0)
      throw new ServiceError('not_found', 'There is no such store.', { path: 'storeId' });
    const stores = found.slice(0, storesMax);
    const months = stores.map((store) => ({ store, now: monthOf(store, store.period), before: monthBefore(store) }));
    const usedNow = await readUsed(
      tx,
      months.map(({ now }) => now),
    );
    const usedBefore = await readUsed(
      tx,
      months.map(({ before }) => before),
    );
    const judged = months.map(({ store, now, before }): PreviewedStore => {
      const month = (period: string, used: ReturnType<typeof usedNow.get>): PreviewedMonth => {
        const meters = metersOf(plan, used ?? {});
        return { period, state: worstOf(meters), startsNone: startsNoRecovery(usedUp(plan, used ?? {})), meters };
      };
      return {
        ...{ storeId: store.storeId, storeName: store.storeName, plan: store.plan.name },
        now: month(now.key, usedNow.get(store.storeId)),
        before: month(before.key, usedBefore.get(store.storeId)),
      };
    });
    const ranks = judged.map(rankOf);
    return {
      ...{ stores: stores.length, isCut: found.length > storesMax },
      ...{ near: ranks.filter((rank) => rank === 1).length, over: ranks.filter((rank) => rank === 2).length },
      items: judged
        .filter((store) => storeId !== undefined || rankOf(store) > 0)
        .toSorted((a, b) => rankOf(b) - rankOf(a))
        .slice(0, shownMax),
    };
  });
}

const rank: Readonly<Record<QuotaState, number>> = { under: 0, near: 1, over: 2 };

function rankOf({ now, before }: PreviewedStore): number {
  return Math.max(rank[now.state], rank[before.state]);
}

function worstOf(meters: readonly MeterOfStore[]): QuotaState {
  return meters.reduce<QuotaState>((worst, { state }) => (rank[state] > rank[worst] ? state : worst), 'under');
}

function monthOf({ storeId, timeZone }: StoreOfPlan, period: string) {
  return { storeId, ...usagePeriod(period, timeZone) };
}

function monthBefore(store: StoreOfPlan) {
  const { fromMs } = usagePeriod(store.period, store.timeZone);
  return monthOf(store, periodKeyAt(fromMs - 1, store.timeZone));
}
