import { and, asc, eq } from 'drizzle-orm';
import { splitArms } from '../../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../../db/postgres/tenancy.ts';
import type { Flow, SplitStep } from '../../../../domain/flow/flow.ts';
import { stickyArm } from '../../../../domain/flow/sticky-arm.ts';
import { choosePersonalArm, type PersonalChoice } from '../../../../domain/personal/choose-arm.ts';
import { readPersonAtSplit } from '../../splits/person-at-split.ts';

/** `taken`: it was kept when the person came to the split. */
export interface ExplainedChoice extends Omit<PersonalChoice, 'share'> {
  readonly splitId: string;
  readonly basis: 'taken' | 'expected';
}

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
  const person = splits.some(({ allocation, policy }) => allocation === 'personal' && policy === undefined)
    ? await readPersonAtSplit(tx, { storeId, customerId, recoveryId, abandonedAt, nowMs })
    : null;
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
      if (step.allocation !== 'personal' || !person)
        return stickyArm({ subjectId: step.by === 'person' ? customerId : recoveryId, stepId: step.id }, step.arms).id;
      const { share: _, ...choice } = choosePersonalArm(flow, step, person, atMs);
      chosen.set(step.id, { ...choice, splitId: step.id, basis: 'expected' });
      return choice.armId;
    },
  };

  function note({ id }: SplitStep, { arm, personalGroup: group, because }: (typeof taken)[number]): void {
    if (group) chosen.set(id, { splitId: id, basis: 'taken', armId: arm, group, because });
  }
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
    })
    .from(splitArms)
    .where(
      and(eq(splitArms.storeId, storeId), eq(splitArms.customerId, customerId), eq(splitArms.campaignId, campaignId)),
    )
    .orderBy(asc(splitArms.exposedAt), asc(splitArms.recoveryId));
}
