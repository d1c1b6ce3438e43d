import { and, asc, desc, eq } from 'drizzle-orm';
import {
  campaignExposures,
  campaigns,
  campaignVersions,
  customers,
  recoveries,
  splitArms,
  splitShares,
} from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { isHeldOut } from '../../../domain/experiments/holdout.ts';
import { armShares, designOf } from '../../../domain/experiments/split-design.ts';
import type { Flow, SplitStep } from '../../../domain/flow/flow.ts';
import { stickyArm } from '../../../domain/flow/sticky-arm.ts';
import { choosePersonalArm, type PersonalChoice } from '../../../domain/personal/choose-arm.ts';
import type { PolicyArm } from '../../../domain/uplift/policy-arm.ts';
import { decideByPolicy } from '../../prediction/uplift/decide-by-policy.ts';
import { personOf } from '../../state/customers/person-of.ts';
import { readPersonAtSplit } from './person-at-split.ts';

export interface TakeArm {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly step: SplitStep;
}

/**
 * The arm of a recovery at a split. Whoever took one keeps it as long as a version has it; else it is drawn by the shares of
 * this moment, or chosen by what is known of the person, and kept with how probable it was. People count from here and not from a message after it: an arm is all that
 * comes after the split, and may send later, or nothing.
 */
export async function takeArm(
  database: Pick<Database, 'app'>,
  { storeId, recoveryId, step }: TakeArm,
  now: Date,
): Promise<{ readonly armId: string }> {
  return withStore(database, storeId, async (tx) => {
    const recovery = await readRecovery(tx, { storeId, recoveryId });
    const { customerId } = await personOf(tx, { storeId, customerId: recovery.customerId });
    // Two recoveries of one person that come by at once must not draw by different shares.
    await tx
      .select({ id: customers.id })
      .from(customers)
      .where(and(eq(customers.storeId, storeId), eq(customers.id, customerId)))
      .for('update');
    const split = { storeId, campaignId: recovery.campaignId, splitId: step.id };
    const kept = await keptArms(tx, { ...split, customerId });
    const has = ({ arm }: KeptArm) => step.arms.some(({ id }) => id === arm);
    const own = kept.find((row) => row.recoveryId === recoveryId && has(row));
    if (own) return { armId: own.arm };
    const earlier = step.by === 'person' ? kept.find(has) : undefined;
    const { campaignVersion, abandonedAt } = recovery;
    const drawing = { ...split, recoveryId, customerId, step, campaignVersion, abandonedAt };
    const taken = earlier ?? (await draw(tx, drawing, now));
    const { arm, share, design, personalGroup, because } = taken;
    const heldOut = await holdsBack(tx, { ...split, customerId });
    await tx.insert(splitArms).values({
      ...split,
      recoveryId,
      customerId,
      arm,
      share,
      design,
      personalGroup,
      because,
      heldOut,
      exposedAt: now,
    });
    return { armId: arm };
  });
}

type KeptArm = Pick<
  typeof splitArms.$inferSelect,
  'recoveryId' | 'arm' | 'share' | 'design' | 'personalGroup' | 'because'
>;
interface Split {
  readonly storeId: string;
  readonly campaignId: string;
  readonly splitId: string;
}

async function readRecovery(tx: Tx, { storeId, recoveryId }: Omit<TakeArm, 'step'>) {
  const [row] = await tx
    .select({
      campaignId: recoveries.campaignId,
      customerId: recoveries.customerId,
      campaignVersion: recoveries.campaignVersion,
      abandonedAt: recoveries.abandonedAt,
    })
    .from(recoveries)
    .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId)));
  if (!row) throw new Error(`store ${storeId} has no recovery ${recoveryId}`);
  return row;
}

/** Earliest first: where somebody turned out to be two, the earliest arm stays. */
function keptArms(tx: Tx, { storeId, campaignId, splitId, customerId }: Split & { readonly customerId: string }) {
  return tx
    .select({
      recoveryId: splitArms.recoveryId,
      arm: splitArms.arm,
      share: splitArms.share,
      design: splitArms.design,
      personalGroup: splitArms.personalGroup,
      because: splitArms.because,
    })
    .from(splitArms)
    .where(
      and(
        eq(splitArms.storeId, storeId),
        eq(splitArms.customerId, customerId),
        eq(splitArms.campaignId, campaignId),
        eq(splitArms.splitId, splitId),
      ),
    )
    .orderBy(asc(splitArms.exposedAt), asc(splitArms.recoveryId));
}

interface Drawing extends Split, TakeArm {
  readonly customerId: string;
  readonly campaignVersion: number;
  readonly abandonedAt: Date;
}

async function draw(tx: Tx, drawing: Drawing, now: Date): Promise<Omit<KeptArm, 'recoveryId'>> {
  const { step, recoveryId, customerId } = drawing;
  const design = designOf(step);
  if (step.allocation === 'personal' && step.policy !== undefined) {
    const { armId, propensity, group } = await ask(tx, drawing, step.policy, now);
    return { arm: armId, share: propensity, design, personalGroup: group, because: null };
  }
  if (step.allocation === 'personal') {
    const { armId, share, group, because } = await choose(tx, drawing, now);
    return { arm: armId, share, design, personalGroup: group, because };
  }
  const learned = step.allocation === 'learning' ? await newestShares(tx, { ...drawing, design }) : null;
  const subjectId = step.by === 'person' ? customerId : recoveryId;
  const { id, share } = stickyArm({ subjectId, stepId: step.id }, armShares(step, learned));
  return { arm: id, share, design, personalGroup: null, because: null };
}

/** By the version in which the recovery stands: what an arm is to the person follows from what comes after it. */
async function choose(
  tx: Tx,
  { storeId, campaignId, recoveryId, customerId, step, campaignVersion, abandonedAt }: Drawing,
  now: Date,
): Promise<PersonalChoice> {
  const nowMs = now.getTime();
  const asked = { storeId, recoveryId, customerId, abandonedAt: abandonedAt.getTime(), nowMs };
  const person = await readPersonAtSplit(tx, asked);
  return choosePersonalArm(await readFlow(tx, { storeId, campaignId, campaignVersion }), step, person, nowMs);
}

/** What a policy chooses. One that may not decide leaves everybody to the first arm, which is what is done without it. */
async function ask(
  tx: Tx,
  { storeId, campaignId, recoveryId, customerId, step, campaignVersion, abandonedAt }: Drawing,
  policyId: string,
  now: Date,
): Promise<Pick<PolicyArm, 'armId' | 'propensity'> & { readonly group: PolicyArm['group'] | null }> {
  const asked = { storeId, recoveryId, customerId, abandonedAt: abandonedAt.getTime(), nowMs: now.getTime() };
  const { clock, channels } = await readPersonAtSplit(tx, asked);
  const decided = await decideByPolicy(tx, {
    ...{ storeId, campaignId, recoveryId, policyId, step, now },
    flow: await readFlow(tx, { storeId, campaignId, campaignVersion }),
    person: { customerId, recoveryId, clock, channels },
  });
  if (decided) return decided;
  const [ofRules] = step.arms;
  if (!ofRules) throw new Error(`the split ${step.id} has no arm`);
  return { armId: ofRules.id, propensity: 1, group: null };
}

async function readFlow(
  tx: Tx,
  { storeId, campaignId, campaignVersion }: Pick<Drawing, 'storeId' | 'campaignId' | 'campaignVersion'>,
): Promise<Pick<Flow, 'steps'>> {
  const [version] = await tx
    .select({ flow: campaignVersions.flow })
    .from(campaignVersions)
    .where(
      and(
        eq(campaignVersions.storeId, storeId),
        eq(campaignVersions.campaignId, campaignId),
        eq(campaignVersions.version, campaignVersion),
      ),
    );
  return version?.flow ?? { steps: [] };
}

/** Of a split's design; null: nothing was learned yet. */
async function newestShares(
  tx: Tx,
  { storeId, campaignId, splitId, design }: Split & { readonly design: string },
): Promise<Readonly<Record<string, number>> | null> {
  const [row] = await tx
    .select({ shares: splitShares.shares })
    .from(splitShares)
    .where(
      and(
        eq(splitShares.storeId, storeId),
        eq(splitShares.campaignId, campaignId),
        eq(splitShares.splitId, splitId),
        eq(splitShares.design, design),
      ),
    )
    .orderBy(desc(splitShares.version))
    .limit(1);
  return row?.shares ?? null;
}

/** Whoever gets no message of the campaign says nothing about its arms. */
async function holdsBack(
  tx: Tx,
  { storeId, campaignId, customerId }: Omit<Split, 'splitId'> & { readonly customerId: string },
): Promise<boolean> {
  const [row] = await tx
    .select({ percent: campaigns.holdoutPercent, taken: campaignExposures.arm })
    .from(campaigns)
    .leftJoin(
      campaignExposures,
      and(
        eq(campaignExposures.storeId, storeId),
        eq(campaignExposures.campaignId, campaignId),
        eq(campaignExposures.customerId, customerId),
      ),
    )
    .where(and(eq(campaigns.storeId, storeId), eq(campaigns.id, campaignId)));
  return row !== undefined && isHeldOut({ customerId, campaignId, percent: row.percent }, row.taken);
}
