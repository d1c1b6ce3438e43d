import { and, eq, gte, sql } from 'drizzle-orm';
import { carts, policies, policyDecisions, recoveries, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Flow, SplitStep } from '../../../domain/flow/flow.ts';
import { startOfMonth } from '../../../domain/offers/calendar.ts';
import { assumedProbability } from '../../../domain/offers/decide-offer.ts';
import { discountOf } from '../../../domain/uplift/expected-gain.ts';
import { whyNotDecide } from '../../../domain/uplift/may-decide.ts';
import { choosePolicyArm, type PersonAtPolicy, type PolicyArm } from '../../../domain/uplift/policy-arm.ts';
import type { PolicyRefusal } from '../../../domain/uplift/policy-refusal.ts';
import { assumedChances, type PolicyScores } from '../../../domain/uplift/policy-terms.ts';
import { readKnownFeatures } from './known-features.ts';
import type { ServedUplift, ToldChances } from './served-uplift.ts';

export interface AskedPolicy {
  readonly storeId: string;
  readonly campaignId: string;
  readonly recoveryId: string;
  readonly policyId: string;
  readonly flow: Pick<Flow, 'steps'>;
  readonly step: SplitStep;
  readonly person: Omit<PersonAtPolicy, 'cart'>;
  /** What its model said of the cart; null: it asks none. */
  readonly told: ToldChances | null;
  readonly now: Date;
}

/** `refused`: the split does what the rules do, and why. */
export type PolicyAnswer =
  | ({ readonly kind: 'decided' } & PolicyArm)
  | { readonly kind: 'refused'; readonly reason: PolicyRefusal };

/** Asks the model of a policy about the cart of a recovery, before anything is locked: it may have to be loaded first. Null: it asks none. */
export async function askModelOf(
  { database, uplift }: { readonly database: Pick<Database, 'app'>; readonly uplift: ServedUplift },
  { storeId, recoveryId, policyId }: Pick<AskedPolicy, 'storeId' | 'recoveryId' | 'policyId'>,
): Promise<ToldChances | null> {
  const known = await withStore(database, storeId, async (tx) => {
    const [row] = await tx
      .select({ terms: policies.terms, customerId: recoveries.customerId })
      .from(policies)
      .innerJoin(recoveries, and(eq(recoveries.storeId, policies.storeId), eq(recoveries.id, recoveryId)))
      .where(and(eq(policies.storeId, storeId), eq(policies.id, policyId)));
    if (!row || row.terms.scores.kind === 'assumed') return null;
    const features = await readKnownFeatures(tx, { storeId, recoveryId });
    return { scores: row.terms.scores, subjectId: row.customerId, features };
  });
  return known && uplift({ storeId, ...known });
}

/** The arm that a policy chooses at a split, kept with what it was chosen from. */
export async function decideByPolicy(tx: Tx, asked: AskedPolicy): Promise<PolicyAnswer> {
  const { storeId, campaignId, recoveryId, policyId, flow, step, person, told, now } = asked;
  const isThis = and(eq(policies.storeId, storeId), eq(policies.id, policyId));
  // Locked, so that two decisions at once count each other's offers.
  const [policy] = await tx.select().from(policies).where(isThis).for('no key update');
  if (!policy) return { kind: 'refused', reason: 'policy_gone' };
  const refusal = whyNotDecide(policy);
  if (refusal !== null) return { kind: 'refused', reason: refusal };
  const { terms } = policy;
  const cart = await readCart(tx, { storeId, recoveryId });
  const { currency } = terms.economics;
  const valueMinor = cart.currency === currency ? cart.valueMinor : null;
  const expected = chancesBy(terms.scores, cart.probability, told);
  if (expected.kind === 'silent') return { kind: 'refused', reason: expected.reason };
  const { chances, modelVersionId } = expected;
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
    ...{ valueMinor, currency, chances, modelVersionId, decidedAt: now },
  });
  if (policy.state === 'evaluated') await tx.update(policies).set({ state: 'arm', changedAt: now }).where(isThis);
  return { kind: 'decided', ...decided };
}

function chancesBy(scores: PolicyScores, probability: number | null, told: ToldChances | null) {
  if (scores.kind !== 'assumed') return told ?? ({ kind: 'silent', reason: 'model_not_served' } as const);
  const chances = assumedChances(probability ?? assumedProbability, scores);
  return { kind: 'told', chances, modelVersionId: null } as const;
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
