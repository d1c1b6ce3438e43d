import { and, desc, eq, lt } from 'drizzle-orm';
import { rolloutLooks, stores } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { toWallMs } from '../../../domain/duration.ts';
import { addSums, noSums } from '../../../domain/experiments/arm-sums.ts';
import type { RolloutFigures, StageComparison } from '../../../domain/rollout/figures.ts';
import type { Gate, GateVerdict } from '../../../domain/rollout/gates.ts';
import { judge } from '../../../domain/rollout/judge.ts';
import { lookEveryMs } from '../../../domain/rollout/plan.ts';
import { isOver } from '../../../domain/rollout/rollout.ts';
import { maturedFigures } from '../../../domain/rollout/scored-carts.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { isServedAsPlanned } from './enter-stage.ts';
import { readComparison } from './read-arms.ts';
import { readMaturedCarts, readScoreCounts, readShift, type StageWindow } from './read-scores.ts';
import { findRollout, type RolloutDeps, type RolloutKey, type RolloutRow } from './rollout.ts';

/** What a look tells the workflow: decisions and names, no figures. */
export type Look =
  | {
      readonly kind: 'seen';
      readonly verdict: GateVerdict;
      /** Gates by what they said. */
      readonly gates: readonly { readonly gate: Gate; readonly verdict: GateVerdict }[];
      readonly isHeld: boolean;
      /** How long the stage has taken, by the store's clock. */
      readonly stageMs: number;
      /** When to look again, by the wall's clock. */
      readonly againInMs: number;
    }
  | { readonly kind: 'over' }
  | { readonly kind: 'superseded' };

/** Looks are as far apart as this share of the stage's age, so that one that holds for a year costs hundreds of them and not thousands. */
const shareOfAge = 0.02;

/** Counts what the stage of a rollout shows, judges it and keeps both. */
export async function lookAtRollout(deps: RolloutDeps, key: RolloutKey): Promise<Look> {
  const row = await findRollout(deps.database, key);
  if (!row || isOver(row.state) || row.stageSince === null) return { kind: 'over' };
  if (!(await isServedAsPlanned(deps, row))) return { kind: 'superseded' };
  const nowMs = deps.now();
  const timeScale = await readTimeScale(deps, row);
  const figures = await readFigures(deps, row, nowMs);
  const { verdict, gates } = judge(row.plan, row.stage, figures);
  await withEngine(deps.database, (tx) =>
    tx.insert(rolloutLooks).values({
      ...{ id: uuidV7(), rolloutId: row.id, storeId: row.storeId, stage: row.stage, at: new Date(nowMs) },
      ...{ verdict, gates, figures },
    }),
  );
  const stageMs = (nowMs - row.stageSince.getTime()) * timeScale;
  return {
    kind: 'seen',
    verdict,
    gates: gates.map((one) => ({ gate: one.gate, verdict: one.verdict })),
    isHeld: row.state === 'held',
    stageMs,
    againInMs: toWallMs(Math.max(lookEveryMs, stageMs * shareOfAge), timeScale),
  };
}

/** Of a store with a faster clock; the platform's clock is the wall's. */
async function readTimeScale({ database }: RolloutDeps, { storeId }: RolloutRow): Promise<number> {
  if (storeId === null) return 1;
  const [store] = await withEngine(database, (tx) =>
    tx.select({ timeScale: stores.timeScale }).from(stores).where(eq(stores.id, storeId)),
  );
  return store?.timeScale ?? 1;
}

/** What the present stage shows, beside what the stages before it showed last. */
export async function readFigures(
  { database }: Pick<RolloutDeps, 'database'>,
  row: RolloutRow,
  nowMs: number,
): Promise<RolloutFigures> {
  const { storeId, versionId, primaryVersionId, stageSince, plan, stage } = row;
  const window: StageWindow = {
    ...{ storeId, versionId, primaryVersionId },
    from: (stageSince ?? new Date(nowMs)).toISOString(),
    to: new Date(nowMs).toISOString(),
  };
  const isCanary = (plan.stages[stage]?.percent ?? 0) > 0;
  return withEngine(database, async (tx) => {
    const earlier = await readEarlier(tx, row);
    const compared: readonly StageComparison[] = earlier.flatMap(({ figures }) => figures.stages.slice(-1));
    return {
      scores: await readScoreCounts(tx, { ...window, slowAfterMs: plan.slowAfterMs }),
      shift: await readShift(tx, window),
      matured: maturedFigures(await readMaturedCarts(tx, window)),
      lossBefore: earlier.reduce((sums, { figures }) => addSums(sums, figures.matured.lossDifference), noSums),
      stages: isCanary ? [...compared, await readComparison(tx, window)] : [],
    };
  });
}

/** What the stages before showed when they were left, each for itself. */
async function readEarlier(
  tx: Tx,
  { id, stage }: RolloutRow,
): Promise<readonly { readonly figures: RolloutFigures }[]> {
  return tx
    .selectDistinctOn([rolloutLooks.stage], { stage: rolloutLooks.stage, figures: rolloutLooks.figures })
    .from(rolloutLooks)
    .where(and(eq(rolloutLooks.rolloutId, id), lt(rolloutLooks.stage, stage)))
    .orderBy(rolloutLooks.stage, desc(rolloutLooks.id));
}
