import { and, desc, eq } from 'drizzle-orm';
import { splitShares } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { designOf } from '../../../domain/experiments/split-design.ts';
import { type SplitStep, splitFloorPercent } from '../../../domain/flow/flow.ts';
import { contextShares, learnContext } from '../../../domain/personal/learned-context.ts';
import { readContextOutcomes } from './context-outcomes.ts';
import type { SplitKey } from './read.ts';

/** So many of the newest people tell the mean shares: they are shown, and decide nothing. */
const shownPeople = 200;

/** Learns what each arm of a split brings in which context, and keeps it in place of what was known before; false: nothing is new. */
export async function learnSplitContext(
  tx: Tx,
  key: SplitKey,
  { step, now, timeScale }: { readonly step: SplitStep; readonly now: Date; readonly timeScale: number },
): Promise<boolean> {
  const [design, armIds] = [designOf(step), step.arms.map(({ id }) => id)];
  const { goal = 'recovered', floorPercent = splitFloorPercent.usual } = step;
  const rows = await readContextOutcomes(tx, key, { design, goal, timeScale, nowMs: now.getTime() });
  const context = learnContext(armIds, rows);
  if (context === null) return false;
  const held = await newest(tx, key);
  const isSame = held?.design === design;
  if (isSame && held.context?.people === context.people) return false;
  const shown = rows
    .slice(0, shownPeople)
    .map((row) => contextShares(context, armIds, row.context, floorPercent / 100));
  const shares = Object.fromEntries(
    armIds.map((id, place) => [id, shown.reduce((sum, of) => sum + (of[place] ?? 0), 0) / shown.length]),
  );
  const values = { design, shares, context, computedAt: now };
  // One row for as long as the split stays as it is: what was known yesterday is not asked for again.
  const version = isSame ? held.version : (held?.version ?? 0) + 1;
  await tx
    .insert(splitShares)
    .values({ ...key, version, ...values })
    .onConflictDoUpdate({
      target: [splitShares.storeId, splitShares.campaignId, splitShares.splitId, splitShares.version],
      set: values,
    });
  return true;
}

async function newest(tx: Tx, { storeId, campaignId, splitId }: SplitKey) {
  const [row] = await tx
    .select()
    .from(splitShares)
    .where(
      and(eq(splitShares.storeId, storeId), eq(splitShares.campaignId, campaignId), eq(splitShares.splitId, splitId)),
    )
    .orderBy(desc(splitShares.version))
    .limit(1);
  return row;
}
