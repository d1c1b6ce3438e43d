import { and, asc, eq } from 'drizzle-orm';
import { policyDecisions, splitArms } from '../../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../../db/postgres/tenancy.ts';
import type { Flow, SplitStep } from '../../../../domain/flow/flow.ts';
import { stickyArm } from '../../../../domain/flow/sticky-arm.ts';
import { choosePersonalArm, type PersonalChoice } from '../../../../domain/personal/choose-arm.ts';
import { contextFeatures } from '../../../../domain/personal/split-context.ts';
import type { PolicyRefusal } from '../../../../domain/uplift/policy-refusal.ts';
import { readPersonAtSplit } from '../../splits/person-at-split.ts';

/** `taken`: it was kept when the person came to the split. */
export interface ExplainedChoice extends Omit<PersonalChoice, 'share' | 'group'> {
  readonly splitId: string;
  readonly basis: 'taken' | 'expected';
  /** Null: a policy was asked and did not decide, so that its person is of neither group. */
  readonly group: PersonalChoice['group'] | null;
  /** Null: no policy was asked. */
  readonly policy: ExplainedPolicy | null;
  /** What a split that learns by context went by, each from -1 to 1; null: it does not. */
  readonly context: readonly { readonly feature: string; readonly value: number }[] | null;
}

/** What a policy decided about a cart, or why the rules applied. */
export type ExplainedPolicy =
  | ({ readonly kind: 'decided' } & Pick<
      typeof policyDecisions.$inferSelect,
      'policyId' | 'best' | 'propensity' | 'chances' | 'valueMinor' | 'currency' | 'modelVersionId' | 'withheld'
    >)
  | { readonly kind: 'refused'; readonly reason: PolicyRefusal };

export interface ArmTaker {
  readonly takeArm: (step: SplitStep, nowMs: number) => string;
  /** Of those that were taken so far, at splits that choose for each person. */
  readonly choices: () => readonly ExplainedChoice[];
}

/**
 * The arms that a person has, or would take, in a flow that is tried out. Arms that are kept stay; splits that choose do so by what is
 * known now; all others are drawn by their written shares, as a dry run draws them. Keeps nothing.
 */
export async function readArmTaker(
  tx: Tx,
  asked: {
    readonly storeId: string;
    readonly campaignId: string;
    readonly customerId: string;
    /** Of the recovery that is under way, else the cart's: as a rehearsal knows it. */
    readonly recoveryId: string;
    readonly flow: Flow;
    /** Epoch milliseconds, as `nowMs`. */
    readonly abandonedAt: number;
    readonly nowMs: number;
  },
): Promise<ArmTaker> {
  const { storeId, campaignId, customerId, recoveryId, flow, abandonedAt, nowMs } = asked;
  const splits = flow.steps.filter((step) => step.kind === 'split');
  const taken = splits.length === 0 ? [] : await keptArms(tx, { storeId, campaignId, customerId });
  const keptOf = ({ id, by, arms }: SplitStep) => {
    const own = taken.filter((row) => row.splitId === id && arms.some((arm) => arm.id === row.arm));
    return own.find((row) => row.recoveryId === recoveryId) ?? (by === 'person' ? own[0] : undefined);
  };
  const person = splits.some(choosesByHistory)
    ? await readPersonAtSplit(tx, { storeId, customerId, recoveryId, abandonedAt, nowMs })
    : null;
  const decided = splits.some(({ policy }) => policy !== undefined)
    ? await keptDecisions(tx, { storeId, campaignId, recoveryId })
    : [];
  const chosen = new Map<string, ExplainedChoice>();
  for (const step of splits) {
    const kept = keptOf(step);
    if (kept?.recoveryId === recoveryId) note(step, kept);
  }
  return {
    choices: () => [...chosen.values()],
    takeArm(step, atMs) {
      const kept = keptOf(step);
      if (kept) {
        note(step, kept);
        return kept.arm;
      }
      // Nothing is asked of a policy in advance: what it would do hangs on budgets, and on a draw that is kept.
      const [ofRules] = step.arms;
      if (step.policy !== undefined && ofRules) return ofRules.id;
      if (!choosesByHistory(step) || !person)
        return stickyArm({ subjectId: step.by === 'person' ? customerId : recoveryId, stepId: step.id }, step.arms).id;
      const { share: _, ...choice } = choosePersonalArm(flow, step, person, atMs);
      chosen.set(step.id, { ...choice, splitId: step.id, basis: 'expected', policy: null, context: null });
      return choice.armId;
    },
  };

  function note({ id }: SplitStep, kept: (typeof taken)[number]): void {
    const { arm, personalGroup: group, because, policyRefusal: reason } = kept;
    const context =
      kept.context?.map((value, place) => ({ feature: contextFeatures[place]?.name ?? String(place), value })) ?? null;
    const own = decided.find(({ splitId }) => splitId === id);
    const policy = ((): ExplainedPolicy | null => {
      if (reason !== null) return { kind: 'refused', reason };
      if (!own) return null;
      const { splitId: _, ...decision } = own;
      return { kind: 'decided', ...decision };
    })();
    if (group || policy) chosen.set(id, { splitId: id, basis: 'taken', armId: arm, group, because, policy, context });
  }
}

/** Splits that learn by context draw, as all others do. */
function choosesByHistory({ allocation, policy, choosesBy = 'history' }: SplitStep): boolean {
  return allocation === 'personal' && policy === undefined && choosesBy === 'history';
}

function keptDecisions(
  tx: Tx,
  {
    storeId,
    campaignId,
    recoveryId,
  }: { readonly storeId: string; readonly campaignId: string; readonly recoveryId: string },
) {
  return tx
    .select({
      splitId: policyDecisions.splitId,
      policyId: policyDecisions.policyId,
      best: policyDecisions.best,
      propensity: policyDecisions.propensity,
      chances: policyDecisions.chances,
      valueMinor: policyDecisions.valueMinor,
      currency: policyDecisions.currency,
      modelVersionId: policyDecisions.modelVersionId,
      withheld: policyDecisions.withheld,
    })
    .from(policyDecisions)
    .where(
      and(
        eq(policyDecisions.storeId, storeId),
        eq(policyDecisions.campaignId, campaignId),
        eq(policyDecisions.recoveryId, recoveryId),
      ),
    );
}

function keptArms(
  tx: Tx,
  {
    storeId,
    campaignId,
    customerId,
  }: { readonly storeId: string; readonly campaignId: string; readonly customerId: string },
) {
  return tx
    .select({
      splitId: splitArms.splitId,
      recoveryId: splitArms.recoveryId,
      arm: splitArms.arm,
      personalGroup: splitArms.personalGroup,
      because: splitArms.because,
      policyRefusal: splitArms.policyRefusal,
      context: splitArms.context,
    })
    .from(splitArms)
    .where(
      and(eq(splitArms.storeId, storeId), eq(splitArms.customerId, customerId), eq(splitArms.campaignId, campaignId)),
    )
    .orderBy(asc(splitArms.exposedAt), asc(splitArms.recoveryId));
}
