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
import { chooseContextArm, choosePersonalArm, type PersonalChoice } from '../../../domain/personal/choose-arm.ts';
import { contextOf, type SplitContext } from '../../../domain/personal/split-context.ts';
import type { PolicyRefusal } from '../../../domain/uplift/policy-refusal.ts';
import { askModelOf, decideByPolicy, type PolicyAnswer } from '../../prediction/uplift/decide-by-policy.ts';
import { noServedUplift, type ServedUplift, type ToldChances } from '../../prediction/uplift/served-uplift.ts';
import { personOf } from '../../state/customers/person-of.ts';
import { readPersonAtSplit, readSplitFacts } from './person-at-split.ts';

export interface TakeArm {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly step: SplitStep;
}

export interface TakenArm {
  readonly armId: string;
  /** What became of a question to a policy; null: none was asked now. */
  readonly asked: 'decided' | PolicyRefusal | null;
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
  uplift: ServedUplift = noServedUplift,
): Promise<TakenArm> {
  const { policy } = step;
  const told =
    policy === undefined ? null : await askModelOf({ database, uplift }, { storeId, recoveryId, policyId: policy });
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
    if (own) return { armId: own.arm, asked: null };
    const earlier = step.by === 'person' ? kept.find(has) : undefined;
    const { campaignVersion, abandonedAt } = recovery;
    const drawing = { ...split, recoveryId, customerId, step, campaignVersion, abandonedAt, told };
    const taken = earlier ?? (await draw(tx, drawing, now));
    const { arm, share, design, personalGroup, because, policyRefusal, context } = taken;
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
      policyRefusal,
      context,
      heldOut,
      exposedAt: now,
    });
    return { armId: arm, asked: earlier || policy === undefined ? null : (policyRefusal ?? 'decided') };
  });
}

type KeptArm = Pick<
  typeof splitArms.$inferSelect,
  'recoveryId' | 'arm' | 'share' | 'design' | 'personalGroup' | 'because' | 'policyRefusal' | 'context'
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
      policyRefusal: splitArms.policyRefusal,
      context: splitArms.context,
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
  readonly told: ToldChances | null;
}

/** Of an arm that was drawn: nothing chose it, so nothing says why. */
const unchosen = { personalGroup: null, because: null, policyRefusal: null, context: null } as const;

async function draw(tx: Tx, drawing: Drawing, now: Date): Promise<Omit<KeptArm, 'recoveryId'>> {
  const { step, recoveryId, customerId } = drawing;
  const design = designOf(step);
  if (step.allocation === 'personal' && step.policy !== undefined) {
    const answer = await ask(tx, drawing, step.policy, now);
    if (answer.kind === 'refused')
      return { ...unchosen, arm: ofRules(step), share: 1, design, policyRefusal: answer.reason };
    return { ...unchosen, arm: answer.armId, share: answer.propensity, design, personalGroup: answer.group };
  }
  if (step.allocation === 'personal' && step.choosesBy === 'context') {
    const { armId, share, group, context } = await chooseByContext(tx, { ...drawing, design }, now);
    return { ...unchosen, arm: armId, share, design, personalGroup: group, context };
  }
  if (step.allocation === 'personal') {
    const { armId, share, group, because } = await choose(tx, drawing, now);
    return { ...unchosen, arm: armId, share, design, personalGroup: group, because };
  }
  const learned = step.allocation === 'learning' ? await newestLearned(tx, { ...drawing, design }) : null;
  const subjectId = step.by === 'person' ? customerId : recoveryId;
  const { id, share } = stickyArm({ subjectId, stepId: step.id }, armShares(step, learned?.shares ?? null));
  return { ...unchosen, arm: id, share, design };
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

/** By what the arms brought for carts and people alike. */
async function chooseByContext(
  tx: Tx,
  drawing: Drawing & { readonly design: string },
  now: Date,
): Promise<PersonalChoice & { readonly context: SplitContext }> {
  const { storeId, campaignId, recoveryId, customerId, step, campaignVersion, abandonedAt } = drawing;
  const nowMs = now.getTime();
  const asked = { storeId, recoveryId, customerId, abandonedAt: abandonedAt.getTime(), nowMs };
  const person = await readPersonAtSplit(tx, asked);
  const facts = await readSplitFacts(tx, { ...asked, person });
  const context = contextOf(facts);
  const flow = await readFlow(tx, { storeId, campaignId, campaignVersion });
  const learned = (await newestLearned(tx, drawing))?.context ?? null;
  return { ...chooseContextArm(flow, step, person, { context, learned }, nowMs), context };
}

/** What a policy chooses. */
async function ask(
  tx: Tx,
  { storeId, campaignId, recoveryId, customerId, step, campaignVersion, abandonedAt, told }: Drawing,
  policyId: string,
  now: Date,
): Promise<PolicyAnswer> {
  const asked = { storeId, recoveryId, customerId, abandonedAt: abandonedAt.getTime(), nowMs: now.getTime() };
  const { clock, channels } = await readPersonAtSplit(tx, asked);
  return decideByPolicy(tx, {
    ...{ storeId, campaignId, recoveryId, policyId, step, told, now },
    flow: await readFlow(tx, { storeId, campaignId, campaignVersion }),
    person: { customerId, recoveryId, clock, channels },
  });
}

/** Where a policy may not decide or cannot, everybody takes the first arm: what is done without it. */
function ofRules({ id, arms: [first] }: SplitStep): string {
  if (!first) throw new Error(`the split ${id} has no arm`);
  return first.id;
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

/** Of a split's design; undefined: nothing was learned yet. */
async function newestLearned(tx: Tx, { storeId, campaignId, splitId, design }: Split & { readonly design: string }) {
  const [row] = await tx
    .select({ shares: splitShares.shares, context: splitShares.context })
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
  return row;
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
