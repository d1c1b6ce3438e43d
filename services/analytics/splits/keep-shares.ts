import { splitShares } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Shares } from '../../../domain/experiments/learned-shares.ts';
import { designOf } from '../../../domain/experiments/split-design.ts';
import type { SplitStep } from '../../../domain/flow/flow.ts';
import type { SplitKey } from './read.ts';

/** The next version of a split's shares. Of two processes that found the same, one writes it. */
export async function keepShares(
  tx: Tx,
  { storeId, campaignId, splitId }: SplitKey,
  {
    step,
    shares,
    version,
    now,
  }: {
    readonly step: SplitStep;
    readonly shares: Shares;
    readonly version: number;
    readonly now: Date;
  },
): Promise<boolean> {
  const kept = await tx
    .insert(splitShares)
    .values({ storeId, campaignId, splitId, version, design: designOf(step), shares, computedAt: now })
    .onConflictDoNothing()
    .returning({ version: splitShares.version });
  return kept.length > 0;
}
