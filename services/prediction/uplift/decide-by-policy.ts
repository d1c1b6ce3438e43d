import { and, eq, gte, sql } from 'drizzle-orm';
import { carts, policies, policyDecisions, recoveries, stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Flow, SplitStep } from '../../../domain/flow/flow.ts';
import { startOfMonth } from '../../../domain/offers/calendar.ts';
import { assumedProbability } from '../../../domain/offers/decide-offer.ts';
import { discountOf } from '../../../domain/uplift/expected-gain.ts';
import { mayDecide } from '../../../domain/uplift/may-decide.ts';
import { choosePolicyArm, type PersonAtPolicy, type PolicyArm } from '../../../domain/uplift/policy-arm.ts';
import { assumedChances } from '../../../domain/uplift/policy-terms.ts';

export interface AskedPolicy {
  readonly storeId: string;
  readonly campaignId: string;
  readonly recoveryId: string;
  readonly policyId: string;
  readonly flow: Pick<Flow, 'steps'>;
  readonly step: SplitStep;
  readonly person: Omit<PersonAtPolicy, 'cart'>;
  readonly now: Date;
}

/**
 * The arm that a policy chooses at a split, kept with what it was chosen from. Null: the policy is archived, was found worse than the
 * rules, or goes by a model that nobody can ask here; then the split does what the rules do.
 */
export async function decideByPolicy(tx: Tx, asked: AskedPolicy): Promise<PolicyArm | null> {
  const { storeId, campaignId, recoveryId, policyId, flow, step, person, now } = asked;
  const isThis = and(eq(policies.storeId, storeId), eq(policies.id, policyId));
  // Locked, so that two decisions at once count each other's offers.
  const [policy] = await tx.select().from(policies).where(isThis).for('no key update');
  if (!policy || !mayDecide(policy)) return null;
  const { terms } = policy;
  const { scores } = terms;
  if (scores.kind !== 'assumed') return null;
  const cart = await readCart(tx, { storeId, recoveryId });
  const { currency } = terms.economics;
  const valueMinor = cart.currency === currency ? cart.valueMinor : null;
  const chances = assumedChances(cart.probability ?? assumedProbability, scores);
  const month = await readMonth(tx, { storeId, policyId, nowMs: now.getTime() });
  const decided = choosePolicyArm(
    flow,
    step,
    { ...person, cart: { valueMinor, chances, month } },
    { terms, nowMs: now.getTime() },
  );
  const { allowed, armId: taken, propensity, best, withheld } = decided;
  const isOffer = allowed.some(({ id, kind }) => id === taken && kind === 'offer');
  const offerMinor = isOffer && valueMinor !== null ? Math.ceil(discountOf(valueMinor, terms.economics)) : 0;
  await tx.insert(policyDecisions).values({
    ...{ storeId, campaignId, splitId: step.id, recoveryId, policyId },
    ...{ allowed, taken, propensity, best, withheld, isOffer, offerMinor },
    ...{ valueMinor, currency, chances, decidedAt: now },
  });
  if (policy.state === 'evaluated') await tx.update(policies).set({ state: 'arm', changedAt: now }).where(isThis);
  return decided;
}

async function readCart(tx: Tx, { storeId, recoveryId }: Pick<AskedPolicy, 'storeId' | 'recoveryId'>) {
  const [row] = await tx
    .select({ valueMinor: carts.valueMinor, currency: carts.currency, probability: recoveries.probability })
    .from(recoveries)
    .innerJoin(carts, and(eq(carts.storeId, recoveries.storeId), eq(carts.id, recoveries.cartId)))
    .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId)));
  if (!row) throw new Error(`store ${storeId} has no recovery ${recoveryId}`);
  return row;
}

/** Offers of the policy in the calendar month of the store so far, as it decided them: whether a message then carried one is the offer's own matter. */
async function readMonth(
  tx: Tx,
  { storeId, policyId, nowMs }: { readonly storeId: string; readonly policyId: string; readonly nowMs: number },
): Promise<{ readonly offers: number; readonly minor: number }> {
  const [store] = await tx.select({ timeZone: stores.timeZone }).from(stores).where(eq(stores.id, storeId));
  const since = new Date(startOfMonth(nowMs, store?.timeZone ?? 'UTC'));
  const [row] = await tx
    .select({
      offers: sql<number>`count(*)::int`,
      minor: sql<number>`coalesce(sum(${policyDecisions.offerMinor}), 0)::float8`,
    })
    .from(policyDecisions)
    .where(
      and(
        eq(policyDecisions.storeId, storeId),
        eq(policyDecisions.policyId, policyId),
        eq(policyDecisions.isOffer, true),
        gte(policyDecisions.decidedAt, since),
      ),
    );
  return row ?? { offers: 0, minor: 0 };
}
