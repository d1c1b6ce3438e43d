import { and, eq } from 'drizzle-orm';
import { splitWinners } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import type { AuditChange } from '../../../domain/audit.ts';
import { allTo } from '../../../domain/experiments/learned-shares.ts';
import { designOf } from '../../../domain/experiments/split-design.ts';
import type { WinnerState } from '../../../domain/experiments/split-winner.ts';
import type { SplitStep } from '../../../domain/flow/flow.ts';
import { keepShares } from './keep-shares.ts';
import type { SplitKey } from './read.ts';

export interface WinnerDecision {
  readonly step: SplitStep;
  readonly arm: string;
  readonly state: 'objected' | 'applied';
  /** Of the newest shares. */
  readonly version: number;
  readonly now: Date;
  readonly actor: Actor;
}

/**
 * Ends a proposal; false: it is one no longer. Applied, it takes all new people from now on, as shares and without a new version
 * of the campaign: whoever has an arm keeps it.
 */
export async function endProposal(
  tx: Tx,
  key: SplitKey,
  { step, arm, state, version, now, actor }: WinnerDecision,
): Promise<boolean> {
  const ended = await tx
    .update(splitWinners)
    .set({ state, decidedAt: now, actorKind: actor.kind, actorId: actorId(actor) })
    .where(
      and(
        eq(splitWinners.storeId, key.storeId),
        eq(splitWinners.campaignId, key.campaignId),
        eq(splitWinners.splitId, key.splitId),
        eq(splitWinners.design, designOf(step)),
        eq(splitWinners.state, 'proposed'),
      ),
    )
    .returning({ arm: splitWinners.arm });
  if (ended.length === 0) return false;
  if (state === 'applied') await keepShares(tx, key, { step, shares: allTo(arm, step), version: version + 1, now });
  return true;
}

/** What an audit row says of a winner. */
export function winnerChange(
  { splitId }: Pick<SplitKey, 'splitId'>,
  { arm, from, to }: { readonly arm: string; readonly from: WinnerState | null; readonly to: WinnerState },
): AuditChange {
  return { split: { after: splitId }, winner: { after: arm }, winnerState: { before: from, after: to } };
}
