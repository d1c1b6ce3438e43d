import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { rollouts } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { platformScope } from '../../../domain/model.ts';
import { isOver } from '../../../domain/rollout/rollout.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type Served, setCanary, setShadows } from '../registry/move.ts';
import { readServed } from '../registry/versions.ts';
import { findRollout, type RolloutDeps, type RolloutKey, type RolloutRow, servedBy } from './rollout.ts';

export interface EnterStage extends RolloutKey {
  readonly stage: number;
}

export type EnteredStage =
  | { readonly kind: 'entered' }
  /** Somebody ended it. */
  | { readonly kind: 'over' }
  /** Something else is served or rolled out in its place. */
  | { readonly kind: 'superseded' };

/**
 * Lets the version be scored, or answer for the share of a stage. From then on the stage counts; entered once more, after a kill at any
 * moment, it stays as it was.
 */
export async function enterStage(deps: RolloutDeps, { stage, ...key }: EnterStage): Promise<EnteredStage> {
  const row = await findRollout(deps.database, key);
  const its = row?.plan.stages[stage];
  if (!row || !its || isOver(row.state)) return { kind: 'over' };
  if (row.stageSince !== null && row.stage === stage) return { kind: 'entered' };
  if (await isTaken(deps, row)) return { kind: 'superseded' };
  try {
    await serve(deps, row, its.percent);
  } catch (error) {
    // Two who change what answers at once is a conflict too: the activity tries again, and looks again whether it is taken.
    if (error instanceof ServiceError && error.code !== 'conflict') return { kind: 'superseded' };
    throw error;
  }
  await withEngine(deps.database, (tx) =>
    tx
      .update(rollouts)
      .set({
        ...{ stage, stageSince: new Date(deps.now()) },
        state: sql`case when ${rollouts.state} = 'starting' then 'running' else ${rollouts.state} end`,
      })
      .where(
        and(
          eq(rollouts.id, row.id),
          isNull(rollouts.endedAt),
          or(isNull(rollouts.stageSince), lt(rollouts.stage, stage)),
        ),
      ),
  );
  return { kind: 'entered' };
}

/** In all stages it is scored beside the version that answers: so both are known of the same carts. */
async function serve({ database, now }: RolloutDeps, row: RolloutRow, percent: number): Promise<void> {
  const its = { ...servedBy(row), actor: system, rolloutId: row.id };
  const served = await readServed(database, its);
  const reason = percent === 0 ? 'Scored beside the version that answers' : `Answers for ${percent} % of the carts`;
  // Tried again after a kill, what was done is not done, and told, twice.
  if (percent > 0 && !isCanary(served, row, percent))
    await setCanary({ database, now }, { ...its, versionId: row.versionId, percent, reason });
  const others = (served?.shadowVersionIds ?? []).filter((id) => id !== row.versionId);
  await setShadows({ database, now }, { ...its, versionIds: [...others, row.versionId], reason });
}

function isCanary(served: Served | null, { id, versionId }: RolloutRow, percent: number): boolean {
  return served?.canaryVersionId === versionId && served.canaryPercent === percent && served.rolloutId === id;
}

/** Whether another version answers by now, or has a share of the carts. */
async function isTaken({ database }: RolloutDeps, row: RolloutRow): Promise<boolean> {
  const its = servedBy(row);
  const served = await readServed(database, its);
  if (served !== null && served.canaryVersionId !== null && served.canaryVersionId !== row.versionId) return true;
  return (await primaryOf({ database }, row)) !== row.primaryVersionId;
}

/** In a store without a version of its own the platform's answers. */
async function primaryOf({ database }: Pick<RolloutDeps, 'database'>, row: RolloutRow): Promise<string | null> {
  const its = servedBy(row);
  const own = await readServed(database, its);
  return (
    own?.primaryVersionId ?? (await readServed(database, { ...its, scope: platformScope }))?.primaryVersionId ?? null
  );
}

/** Whether what answers, and what it is compared with, is still as the rollout left it. */
export async function isServedAsPlanned({ database }: RolloutDeps, row: RolloutRow): Promise<boolean> {
  const served = await readServed(database, servedBy(row));
  if (!served || served.rolloutId !== row.id) return false;
  if ((await primaryOf({ database }, row)) !== row.primaryVersionId) return false;
  const percent = row.plan.stages[row.stage]?.percent ?? 0;
  return percent === 0 ? served.shadowVersionIds.includes(row.versionId) : isCanary(served, row, percent);
}
