import { asc, eq } from 'drizzle-orm';
import { plans } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { meterNames } from '../../../domain/metering/meter.ts';
import { isOwnPlan, type Plan, type PlanLimits, planNames, planOf } from '../../../domain/metering/plan.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** A plan that stores can be given. */
export interface OfferedPlan extends Plan {
  /** Null: the engine brings it along. */
  readonly createdAt: Date | null;
}

/** Plans that were made; none is ever taken away, so that what a store has stays to be looked up. */
const plansMax = 100;

export interface MakePlan extends Plan {
  readonly actor: Actor;
}

/**
 * Makes a plan. None is ever changed, so that a store keeps what it was given: other limits are another plan. The same again is the
 * plan that there is. Throws `conflict` for a name that is taken, and where there are too many.
 */
export async function makePlan(
  database: Pick<Database, 'engine'>,
  { actor, name, limits }: MakePlan,
): Promise<OfferedPlan> {
  requirePermission(actor, 'plans:write', null);
  return withEngine(database, async (tx) => {
    await rawSql(tx)`select pg_advisory_xact_lock(hashtextextended('plans', 0))`;
    const made = await readMadePlans(tx);
    const known = made.find((plan) => plan.name === name);
    if (known && limitTexts(known.limits).join() === limitTexts(limits).join()) return known;
    if (known || isOwnPlan(name))
      throw new ServiceError('conflict', 'There is a plan of this name, and plans are never changed.', {
        path: 'name',
      });
    if (made.length >= plansMax) throw new ServiceError('conflict', `There are ${plansMax} plans already.`);
    const createdAt = new Date();
    await tx.insert(plans).values({ name, limits, createdAt, actorKind: actor.kind, actorId: actorId(actor) });
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'plans:write', subject: { kind: 'plan', id: name } },
      change: { limits: { after: limitTexts(limits) } },
    });
    return { name, limits, createdAt };
  });
}

/** Every plan that a store can be given by its name: the engine's own, then those that were made, oldest first. */
export async function listPlans(database: Pick<Database, 'engine'>): Promise<readonly OfferedPlan[]> {
  const made = await withEngine(database, readMadePlans);
  const own = planNames.filter((name) => name !== 'custom').map((name) => ({ ...planOf(name), createdAt: null }));
  return [...own, ...made];
}

/** The plan that is meant. Throws `invalid` for a name that nobody gave, and for limits of anything but `custom`. */
export async function findPlan(tx: Tx, name: string, limits: PlanLimits = {}): Promise<Plan> {
  if (name !== 'custom' && Object.keys(limits).length > 0)
    throw new ServiceError('invalid', 'Only the plan "custom" has limits of its own.', { path: 'limits' });
  if (isOwnPlan(name)) return planOf(name, limits);
  const [made] = await tx.select().from(plans).where(eq(plans.name, name));
  if (!made) throw new ServiceError('invalid', 'There is no plan of this name.', { path: 'name' });
  return planOf(made.name, made.limits);
}

async function readMadePlans(tx: Tx): Promise<readonly (Plan & { readonly createdAt: Date })[]> {
  const rows = await tx.select().from(plans).orderBy(asc(plans.createdAt), asc(plans.name));
  return rows.map(({ name, limits, createdAt }) => ({ name, limits, createdAt }));
}

/** One text for each limit, for the audit log. */
export function limitTexts(limits: PlanLimits): readonly string[] {
  return meterNames.flatMap((meter) => {
    const limit = limits[meter];
    return limit ? [`${meter} ${limit.included} ${limit.hard ? 'hard' : 'open'}`] : [];
  });
}
