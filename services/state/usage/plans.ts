import { eq } from 'drizzle-orm';
import { storePlans, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import {
  defaultPlan,
  type NextPlan,
  type Plan,
  type PlanLimits,
  planOf,
  type SaidPlan,
  saidPlanIn,
} from '../../../domain/metering/plan.ts';
import { periodKeyAt } from '../../../domain/metering/usage-period.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { findPlan, limitTexts } from './made-plans.ts';

export interface SetPlan {
  readonly actor: Actor;
  readonly storeId: string;
  readonly plan: string;
  /** Of `custom` only. */
  readonly limits?: PlanLimits | undefined;
  /** The month `2026-12` of the store that it holds from; absent or the month of now: at once. */
  readonly from?: string | undefined;
  /** Whom a vendor of bills knows the store as; null: nobody is told of it. Absent: as before. */
  readonly billingCustomer?: string | null | undefined;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

export interface StorePlan extends Plan {
  /** The plan that follows; null: none. */
  readonly next: NextPlan | null;
  readonly billingCustomer: string | null;
}

/**
 * Gives a store a plan, now or from a later month on. What was said last holds: a plan for now takes back the one that was to
 * follow. Every process follows within seconds. Throws `not_found` where there is no such store, `invalid` for a plan that nobody
 * made and a month that is over.
 */
export async function setPlan(database: Pick<Database, 'engine'>, asked: SetPlan): Promise<StorePlan> {
  const { actor, storeId, nowMs } = asked;
  requirePermission(actor, 'plans:write', null);
  return withEngine(database, async (tx) => {
    const plan = await findPlan(tx, asked.plan, asked.limits);
    const period = periodKeyAt(nowMs, (await readStore(tx, storeId)).timeZone);
    const before = await readPlan(tx, storeId, period);
    const after = { ...before, ...changed(before, { plan, from: asked.from, period }) };
    const customer = asked.billingCustomer === undefined ? before.billingCustomer : asked.billingCustomer;
    const said = {
      ...rowOf(after),
      ...{ billingCustomer: customer, changedAt: new Date(nowMs), actorKind: actor.kind, actorId: actorId(actor) },
      // What was used before somebody was to be told is not told.
      ...(customer !== null && before.billingCustomer === null ? { billedSince: new Date(nowMs) } : {}),
    };
    await tx
      .insert(storePlans)
      .values({ storeId, ...said })
      .onConflictDoUpdate({ target: storePlans.storeId, set: said });
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'plans:write', subject: { kind: 'store', id: storeId } },
      change: {
        plan: { before: before.plan.name, after: after.plan.name },
        limits: { before: limitTexts(before.plan.limits), after: limitTexts(after.plan.limits) },
        next: { before: nextText(before.next), after: nextText(after.next) },
        billingCustomer: { before: before.billingCustomer, after: customer },
      },
    });
    return shownPlan({ ...after, billingCustomer: customer });
  });
}

/** The plan of a store, for its operator. Throws `not_found`. */
export async function getPlan(
  database: Pick<Database, 'engine'>,
  { storeId, nowMs }: { readonly storeId: string; readonly nowMs: number },
): Promise<StorePlan> {
  return withEngine(database, async (tx) => {
    const { timeZone } = await readStore(tx, storeId);
    return shownPlan(await readPlan(tx, storeId, periodKeyAt(nowMs, timeZone)));
  });
}

export interface BilledPlan extends SaidPlan {
  readonly billingCustomer: string | null;
}

/** What holds in a month, by the rows that the transaction may see. */
export async function readPlan(tx: Tx, storeId: string, period: string): Promise<BilledPlan> {
  const [row] = await tx.select().from(storePlans).where(eq(storePlans.storeId, storeId));
  const said = row ? saidInRow(row) : { plan: defaultPlan, next: null };
  return { ...saidPlanIn(said, period), billingCustomer: row?.billingCustomer ?? null };
}

type PlanRow = Pick<typeof storePlans.$inferSelect, 'plan' | 'limits' | 'nextPlan' | 'nextLimits' | 'nextFrom'>;

export function saidInRow({ plan, limits, nextPlan, nextLimits, nextFrom }: PlanRow): SaidPlan {
  const next =
    nextPlan === null || nextLimits === null || nextFrom === null
      ? null
      : { ...planOf(nextPlan, nextLimits), from: nextFrom };
  return { plan: planOf(plan, limits), next };
}

function rowOf({ plan, next }: SaidPlan): PlanRow {
  return {
    ...{ plan: plan.name, limits: plan.limits },
    ...{ nextPlan: next?.name ?? null, nextLimits: next?.limits ?? null, nextFrom: next?.from ?? null },
  };
}

/** How far ahead a plan may be said, in months. */
const monthsAheadMax = 24;

function changed(
  before: SaidPlan,
  { plan, from, period }: { readonly plan: Plan; readonly from: string | undefined; readonly period: string },
): SaidPlan {
  if (from === undefined || from === period) return { plan, next: null };
  if (from < period || monthsOf(from) > monthsOf(period) + monthsAheadMax)
    throw new ServiceError(
      'invalid',
      `A plan holds from this month of the store on, or from one of the ${monthsAheadMax} after it.`,
      { path: 'from' },
    );
  return { plan: before.plan, next: { ...plan, from } };
}

/** Months since the year 0. */
function monthsOf(period: string): number {
  const [year, month] = period.split('-').map(Number);
  return (year ?? 0) * 12 + (month ?? 0);
}

function shownPlan({ plan, next, billingCustomer }: BilledPlan): StorePlan {
  return { ...plan, next, billingCustomer };
}

async function readStore(tx: Tx, storeId: string): Promise<{ readonly timeZone: string }> {
  const [store] = await tx.select({ timeZone: stores.timeZone }).from(stores).where(eq(stores.id, storeId));
  if (!store) throw new ServiceError('not_found', 'There is no such store.', { path: 'id' });
  return store;
}

function nextText(next: NextPlan | null): readonly string[] {
  return next === null ? [] : [`${next.name} from ${next.from}`, ...limitTexts(next.limits)];
}
