import type { Actor } from '../../../domain/actor.ts';
import { rollBack } from '../registry/move.ts';
import { readServed } from '../registry/versions.ts';
import { type RolloutDeps, type RolloutRow, servedBy } from './rollout.ts';

/** Takes the version of a rollout out of what answers and what is scored; again is harmless. */
export async function leaveServing(
  { database, now }: RolloutDeps,
  row: RolloutRow,
  { actor, reason }: { readonly actor: Actor; readonly reason: string },
): Promise<void> {
  const its = servedBy(row);
  const served = await readServed(database, its);
  const isThere = served?.canaryVersionId === row.versionId || served?.shadowVersionIds.includes(row.versionId);
  // Where it answers for all, somebody promoted it: that is not undone by the end of a comparison.
  if (isThere) await rollBack({ database, now }, { ...its, versionId: row.versionId, actor, reason });
}
