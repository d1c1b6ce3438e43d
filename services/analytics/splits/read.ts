import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import { campaigns, campaignVersions, splitShares, splitWinners, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { CampaignStatus } from '../../../domain/campaign.ts';
import { armShares, designOf } from '../../../domain/experiments/split-design.ts';
import type { FlowProgram, SplitStep } from '../../../domain/flow/flow.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { experimentsMax } from '../experiments/read.ts';
import { isOfDesign, type SplitResult, type SplitWinner, splitResult } from './split-result.ts';
import { noSplitSums, readSplitSums, type SplitSums } from './split-sums.ts';

export interface SplitKey {
  readonly storeId: string;
  readonly campaignId: string;
  readonly splitId: string;
}

export interface CampaignSplit extends SplitResult {
  readonly campaignName: string;
  readonly campaignStatus: CampaignStatus;
}

/** The splits of the newest campaigns that were ever active, as their newest versions have them. */
export async function readSplits(
  database: Pick<Database, 'app'>,
  { storeId, nowMs }: { readonly storeId: string; readonly nowMs: number },
): Promise<readonly CampaignSplit[]> {
  return withStore(database, storeId, (tx) => readIn(tx, { storeId, nowMs }));
}

/** One split; throws `not_found` for what the newest version of the campaign has not. */
export async function readSplit(
  database: Pick<Database, 'app'>,
  key: SplitKey & { readonly nowMs: number },
): Promise<CampaignSplit> {
  return withStore(database, key.storeId, (tx) => readSplitIn(tx, key));
}

/** The same within a transaction. */
export async function readSplitIn(
  tx: Tx,
  { storeId, campaignId, splitId, nowMs }: SplitKey & { readonly nowMs: number },
): Promise<CampaignSplit> {
  const found = await readIn(tx, { storeId, campaignId, nowMs });
  const split = found.find((one) => one.splitId === splitId);
  if (!split) throw new ServiceError('not_found', 'This campaign has no split with this id.', { path: 'splitId' });
  return split;
}

async function readIn(
  tx: Tx,
  { storeId, campaignId, nowMs }: { readonly storeId: string; readonly campaignId?: string; readonly nowMs: number },
): Promise<readonly CampaignSplit[]> {
  const rows = await tx
    .select({ campaign: campaigns, flow: campaignVersions.flow, timeScale: stores.timeScale })
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
        campaignId === undefined ? ne(campaigns.status, 'draft') : eq(campaigns.id, campaignId),
      ),
    )
    .orderBy(desc(campaigns.id))
    .limit(experimentsMax);
  const [first] = rows;
  const found = rows.flatMap(({ campaign, flow }) => splitsOf(flow).map((step) => ({ campaign, step })));
  if (!first || found.length === 0) return [];
  const states = await readStates(
    tx,
    storeId,
    found.map(({ campaign, step }) => ({ campaignId: campaign.id, step })),
    { nowMs, timeScale: first.timeScale },
  );
  return found.flatMap(({ campaign, step }, index) => {
    const state = states[index];
    if (!state) return [];
    const { name: campaignName, status: campaignStatus } = campaign;
    return [{ ...splitResult({ campaignId: campaign.id, step, ...state }), campaignName, campaignStatus }];
  });
}

export function splitsOf(flow: FlowProgram | null): readonly SplitStep[] {
  return flow?.steps.filter((step) => step.kind === 'split') ?? [];
}

export async function timeScaleOf(tx: Tx, storeId: string): Promise<number> {
  const [store] = await tx.select({ timeScale: stores.timeScale }).from(stores).where(eq(stores.id, storeId));
  return store?.timeScale ?? 1;
}

export interface SplitState {
  readonly shares: readonly { readonly id: string; readonly share: number }[];
  /** Of the newest shares; 0: none were computed. */
  readonly version: number;
  readonly winner: SplitWinner | null;
  readonly sums: SplitSums;
  /** Of splits that choose for each person, by group. */
  readonly groupSums: SplitSums;
}

/** What is known of splits, in their order. */
export async function readStates(
  tx: Tx,
  storeId: string,
  splits: readonly { readonly campaignId: string; readonly step: SplitStep }[],
  { nowMs, timeScale }: { readonly nowMs: number; readonly timeScale: number },
): Promise<readonly SplitState[]> {
  const ids = [...new Set(splits.map(({ campaignId }) => campaignId))];
  const [shares, winners] = await Promise.all([
    tx
      .selectDistinctOn([splitShares.campaignId, splitShares.splitId])
      .from(splitShares)
      .where(and(eq(splitShares.storeId, storeId), inArray(splitShares.campaignId, ids)))
      .orderBy(splitShares.campaignId, splitShares.splitId, desc(splitShares.version)),
    tx
      .select()
      .from(splitWinners)
      .where(and(eq(splitWinners.storeId, storeId), inArray(splitWinners.campaignId, ids))),
  ]);
  const isOf =
    (campaignId: string, step: SplitStep) => (row: { campaignId: string; splitId: string; design: string }) =>
      row.campaignId === campaignId && row.splitId === step.id && isOfDesign(step, row);
  const known = splits.map(({ campaignId, step }) => ({
    campaignId,
    step,
    newest: shares.find((row) => row.campaignId === campaignId && row.splitId === step.id),
    winner: winners.find(isOf(campaignId, step)) ?? null,
  }));
  const scope = { storeId, timeScale, nowMs };
  const counted = (of: typeof known) =>
    of.map(({ campaignId, step, winner }) => ({
      ...{ campaignId, splitId: step.id, design: designOf(step) },
      endsAt: winner?.state === 'applied' ? winner.decidedAt : null,
    }));
  const personal = known.filter(({ step }) => step.allocation === 'personal');
  const sums = await readSplitSums(tx, { ...scope, splits: counted(known) });
  const groupSums =
    personal.length === 0
      ? noSplitSums
      : await readSplitSums(tx, { ...scope, splits: counted(personal), side: 'personal_group' });
  return known.map(({ step, newest, winner }) => ({
    shares: armShares(step, newest && isOfDesign(step, newest) ? newest.shares : null),
    version: newest?.version ?? 0,
    ...{ winner, sums, groupSums },
  }));
}
