import { and, asc, eq, inArray, sql as text } from 'drizzle-orm';
import { campaigns, campaignVersions, messageRates, splitWinners, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, engineRead, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { toWallMs } from '../../../domain/duration.ts';
import { differs, learnedShares } from '../../../domain/experiments/learned-shares.ts';
import { bestArm } from '../../../domain/experiments/split-comparison.ts';
import { designOf } from '../../../domain/experiments/split-design.ts';
import { winnerDelayMs } from '../../../domain/experiments/split-winner.ts';
import type { SplitStep } from '../../../domain/flow/flow.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readStoreMessages } from '../../recovery/splits/message-outcomes.ts';
import { comparedArms } from './compared-arms.ts';
import { keepShares } from './keep-shares.ts';
import { learnSplitContext } from './learn-context.ts';
import { readStates, type SplitKey, type SplitState, splitsOf } from './read.ts';
import { endProposal, winnerChange } from './take-winner.ts';

/** Stores that one question finds: the next begins behind the last of them. */
export const storesPerPage = 200;
/** A store with more learning splits than this has the others computed when some of them are over. */
const campaignsPerStoreMax = 200;

export interface Learned {
  /** New versions of shares. */
  readonly shares: number;
  readonly proposed: number;
  readonly applied: number;
}

const nothingLearned = { shares: 0, proposed: 0, applied: 0 };

/** Stores with a split that learns, or that chooses for each person, behind `after`, in order. */
export async function storesThatLearn(
  database: Pick<Database, 'engine'>,
  after: string | null,
): Promise<readonly string[]> {
  const rows = await engineRead(database)<{ storeId: string }[]>`
    select distinct c.store_id as "storeId"
    from campaigns c
    join campaign_versions v on v.store_id = c.store_id and v.campaign_id = c.id and v.version = c.version
    where c.status in ('active', 'paused')
      and (v.flow @> '{"steps": [{"kind": "split", "allocation": "learning"}]}' or v.flow @> '{"steps": [{"kind": "split", "allocation": "personal"}]}')
      and (${after}::uuid is null or c.store_id > ${after}::uuid)
    order by 1 limit ${storesPerPage}`;
  return rows.map(({ storeId }) => storeId);
}

/**
 * Computes the shares of a store's learning splits from the people whose time to buy is over, proposes a winner where one arm is
 * surely better than every other, and lets those whose date has come take all new people. Outside of the sending path: whoever
 * comes to a split reads the newest shares. For splits that choose for each person it counts what became of the store's messages, and
 * for those that learn by context what each arm brought in which.
 */
export async function learnSplits(
  database: Pick<Database, 'app'>,
  { storeId, now }: { readonly storeId: string; readonly now: Date },
): Promise<Learned> {
  return withStore(database, storeId, async (tx) => {
    const { splits, byContext, choosesForPersons, timeScale } = await splitsToKnow(tx, storeId);
    if (choosesForPersons) await keepRates(tx, { storeId, now, timeScale });
    const counts = { ...nothingLearned };
    for (const { campaignId, step } of byContext)
      if (await learnSplitContext(tx, { storeId, campaignId, splitId: step.id }, { step, now, timeScale }))
        counts.shares += 1;
    if (splits.length === 0) return counts;
    const states = await readStates(tx, storeId, splits, { nowMs: now.getTime(), timeScale });
    for (const [index, { campaignId, step }] of splits.entries()) {
      const state = states[index];
      if (!state) continue;
      const done = await learn(tx, { storeId, campaignId, splitId: step.id }, { step, state, now, timeScale });
      if (done !== null) counts[done] += 1;
    }
    return counts;
  });
}

async function splitsToKnow(tx: Tx, storeId: string) {
  const rows = await tx
    .select({ campaignId: campaigns.id, flow: campaignVersions.flow, timeScale: stores.timeScale })
    .from(campaigns)
    .innerJoin(stores, eq(stores.id, campaigns.storeId))
    .innerJoin(
      campaignVersions,
      and(
        eq(campaignVersions.storeId, campaigns.storeId),
        eq(campaignVersions.campaignId, campaigns.id),
        eq(campaignVersions.version, campaigns.version),
      ),
    )
    .where(
      and(
        eq(campaigns.storeId, storeId),
        inArray(campaigns.status, ['active', 'paused']),
        text`(${campaignVersions.flow} @> '{"steps": [{"kind": "split", "allocation": "learning"}]}' or ${campaignVersions.flow} @> '{"steps": [{"kind": "split", "allocation": "personal"}]}')`,
      ),
    )
    .orderBy(asc(campaigns.id))
    .limit(campaignsPerStoreMax);
  const found = rows.flatMap(({ campaignId, flow }) => splitsOf(flow).map((step) => ({ campaignId, step })));
  return {
    splits: found.filter(({ step }) => step.allocation === 'learning'),
    byContext: found.filter(({ step }) => step.allocation === 'personal' && step.choosesBy === 'context'),
    choosesForPersons: found.some(({ step }) => step.allocation === 'personal'),
    timeScale: rows[0]?.timeScale ?? 1,
  };
}

async function keepRates(
  tx: Tx,
  { storeId, now, timeScale }: { readonly storeId: string; readonly now: Date; readonly timeScale: number },
): Promise<void> {
  const counted = await readStoreMessages(tx, { storeId, timeScale, nowMs: now.getTime() });
  await tx
    .insert(messageRates)
    .values({ storeId, counted, computedAt: now })
    .onConflictDoUpdate({ target: messageRates.storeId, set: { counted, computedAt: now } });
}

interface Learning {
  readonly step: SplitStep;
  readonly state: SplitState;
  readonly now: Date;
  readonly timeScale: number;
}

/** What was done; null: nothing is new. */
async function learn(tx: Tx, key: SplitKey, learning: Learning): Promise<keyof Learned | null> {
  const { step, state, now } = learning;
  const { winner, shares: held, version, sums } = state;
  if (winner?.state === 'applied') return null;
  if (winner?.state === 'proposed' && winner.dueAt <= now)
    return (await apply(tx, key, learning, winner.arm)) ? 'applied' : null;
  const arms = comparedArms(step, key.campaignId, sums);
  const best = winner ? null : bestArm(arms, step.goal ?? 'recovered');
  if (best !== null && (await propose(tx, key, learning, best))) return 'proposed';
  const shares = learnedShares(step, arms);
  if (!shares || !differs(shares, held)) return null;
  return (await keepShares(tx, key, { step, shares, version: version + 1, now })) ? 'shares' : null;
}

async function propose(tx: Tx, key: SplitKey, { step, now, timeScale }: Learning, arm: string): Promise<boolean> {
  const dueAt = new Date(now.getTime() + toWallMs(winnerDelayMs, timeScale));
  const proposed = await tx
    .insert(splitWinners)
    .values({ ...key, design: designOf(step), arm, state: 'proposed', proposedAt: now, dueAt })
    .onConflictDoNothing()
    .returning({ arm: splitWinners.arm });
  if (proposed.length === 0) return false;
  await recordAudit(tx, {
    ...{ actor: system, storeId: key.storeId, action: 'campaigns:write' },
    subject: { kind: 'campaign', id: key.campaignId },
    change: {
      ...winnerChange(key, { arm, from: null, to: 'proposed' }),
      winnerDueAt: { after: dueAt.toISOString() },
    },
  });
  return true;
}

async function apply(tx: Tx, key: SplitKey, { step, state, now }: Learning, arm: string): Promise<boolean> {
  const decision = { step, arm, state: 'applied', version: state.version, now, actor: system } as const;
  if (!(await endProposal(tx, key, decision))) return false;
  await recordAudit(tx, {
    ...{ actor: system, storeId: key.storeId, action: 'campaigns:write' },
    subject: { kind: 'campaign', id: key.campaignId },
    change: winnerChange(key, { arm, from: 'proposed', to: 'applied' }),
  });
  return true;
}
