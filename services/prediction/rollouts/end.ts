import { and, eq, isNull } from 'drizzle-orm';
import { rollouts } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import type { RollBackReason, RolloutState } from '../../../domain/rollout/rollout.ts';
import { promote } from '../registry/move.ts';
import { readServed } from '../registry/versions.ts';
import { isServedAsPlanned } from './enter-stage.ts';
import { leaveServing } from './leave-serving.ts';
import { findRollout, type RolloutDeps, type RolloutKey, type RolloutRow, servedBy } from './rollout.ts';

export interface EndRollout extends RolloutKey {
  /** Null: it passed, and its version is to answer for all. */
  readonly because: RollBackReason | null;
  /** The gates that ended it, for people who read the history. */
  readonly gates: readonly string[];
}

/**
 * Ends a rollout: its version answers for all, or for nobody. Ended already, it stays as it ended; said twice, it is done once. A
 * version that something else was promoted over meanwhile is taken out, never promoted.
 */
export async function endRollout(
  deps: RolloutDeps,
  { because, gates, ...key }: EndRollout,
): Promise<Extract<RolloutState, 'promoted' | 'rolled_back'>> {
  const row = await findRollout(deps.database, key);
  if (!row) return 'rolled_back';
  if (row.state === 'promoted' || row.state === 'rolled_back') return row.state;
  const passed = because === null && (await isServedAsPlanned(deps, row));
  const wasPromoted = because === null && !passed && (await answersForAll(deps, row));
  if (passed)
    await promote(deps, { ...servedBy(row), versionId: row.versionId, actor: system, reason: 'All gates were passed' });
  else if (!wasPromoted)
    await leaveServing(deps, row, {
      actor: system,
      reason: because === 'gate' ? `Gates: ${gates.join(', ')}` : 'Superseded',
    });
  const isPromoted = passed || wasPromoted;
  const end = isPromoted
    ? ({ state: 'promoted' } as const)
    : ({ state: 'rolled_back', endReason: because ?? 'superseded' } as const);
  const [ended] = await withEngine(deps.database, (tx) =>
    tx
      .update(rollouts)
      .set({ ...end, endedAt: new Date(deps.now()) })
      .where(and(eq(rollouts.id, row.id), isNull(rollouts.endedAt)))
      .returning(),
  );
  if (ended) return end.state;
  const now = await findRollout(deps.database, key);
  return now?.state === 'promoted' ? 'promoted' : 'rolled_back';
}

/** An earlier try of this end got as far as the promotion. */
async function answersForAll({ database }: RolloutDeps, row: RolloutRow): Promise<boolean> {
  const served = await readServed(database, servedBy(row));
  return served?.primaryVersionId === row.versionId;
}
