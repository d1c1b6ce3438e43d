import { eq } from 'drizzle-orm';
import { storePlans, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { meterNames } from '../../../domain/metering/meter.ts';
import { defaultPlan, type Plan, type PlanLimits, type PlanName, planOf } from '../../../domain/metering/plan.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';

export interface SetPlan {
  readonly actor: Actor;
  readonly storeId: string;
  readonly plan: PlanName;
  /** Of `custom` only. */
  readonly limits?: PlanLimits | undefined;
  /** Whom a vendor of bills knows the store as; null: nobody is told of it. Absent: as before. */
  readonly billingCustomer?: string | null | undefined;
}

export interface StorePlan extends Plan {
  readonly billingCustomer: string | null;
}

/** Gives a store a plan. Every process follows within seconds. Throws `not_found` where there is no such store. */
export async function setPlan(
  database: Pick<Database, 'engine'>,
  { actor, storeId, plan: name, limits = {}, billingCustomer }: SetPlan,
): Promise<StorePlan> {
  requirePermission(actor, 'plans:write', null);
  if (name !== 'custom' && Object.keys(limits).length > 0)
    throw new ServiceError('invalid', 'Only the plan "custom" has limits of its own.', { path: 'limits' });
  const plan = planOf(name, limits);
  return withEngine(database, async (tx) => {
    await checkStore(tx, storeId);
    const before = await readPlan(tx, storeId);
    const customer = billingCustomer === undefined ? before.billingCustomer : billingCustomer;
    const said = {
      ...{ plan: name, limits, billingCustomer: customer, changedAt: new Date() },
      ...{ actorKind: actor.kind, actorId: actorId(actor) },
      // What was used before somebody was to be told is not told.
      ...(customer !== null && before.billingCustomer === null ? { billedSince: new Date() } : {}),
    };
    await tx
      .insert(storePlans)
      .values({ storeId, ...said })
      .onConflictDoUpdate({ target: storePlans.storeId, set: said });
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'plans:write', subject: { kind: 'store', id: storeId } },
      change: {
        plan: { before: before.name, after: name },
        limits: { before: limitTexts(before.limits), after: limitTexts(plan.limits) },
        billingCustomer: { before: before.billingCustomer, after: customer },
      },
    });
    return { ...plan, billingCustomer: customer };
  });
}

/** The plan of a store, for its operator. Throws `not_found`. */
export async function getPlan(
  database: Pick<Database, 'engine'>,
  { storeId }: { readonly storeId: string },
): Promise<StorePlan> {
  return withEngine(database, async (tx) => {
    await checkStore(tx, storeId);
    return readPlan(tx, storeId);
  });
}

/** By the rows that the transaction may see. */
export async function readPlan(tx: Tx, storeId: string): Promise<StorePlan> {
  const [row] = await tx.select().from(storePlans).where(eq(storePlans.storeId, storeId));
  const plan = row ? planOf(row.plan, row.limits) : defaultPlan;
  return { ...plan, billingCustomer: row?.billingCustomer ?? null };
}

async function checkStore(tx: Tx, storeId: string): Promise<void> {
  const [store] = await tx.select({ id: stores.id }).from(stores).where(eq(stores.id, storeId));
  if (!store) throw new ServiceError('not_found', 'There is no such store.', { path: 'id' });
}

/** One text for each limit, for the audit log. */
function limitTexts(limits: PlanLimits): readonly string[] {
  return meterNames.flatMap((meter) => {
    const limit = limits[meter];
    return limit ? [`${meter} ${limit.included} ${limit.hard ? 'hard' : 'open'}`] : [];
  });
}
