import { and, desc, eq, inArray } from 'drizzle-orm';
import { modelMoves } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { platformScope } from '../../../domain/model.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { inScope, type MoveDeps, promote } from './move.ts';
import { noLineage, registerModel } from './register.ts';
import { readServed } from './versions.ts';

export interface ShipDeps extends MoveDeps {
  readonly artifacts: ArtifactStore;
}

const model = 'purchase';
/** Of moves that a start of the engine made: what people and rollouts chose is never taken back by a start. */
export const shippedReason = 'came with the engine';

/**
 * Registers the model in `folder` for the platform, and lets it answer while nobody chose another one: what answers is always
 * a registered version, from the first start on. Harmless at every start of every process.
 */
export async function shipModel(deps: ShipDeps, { folder }: { readonly folder: string }): Promise<void> {
  const asked = { scope: platformScope, model, actor: system } as const;
  const { versionId } = await registerModel(deps, { ...asked, folder, lineage: noLineage });
  if (await mayServe(deps.database, versionId)) await promote(deps, { ...asked, versionId, reason: shippedReason });
}

async function mayServe(database: Database, versionId: string): Promise<boolean> {
  const served = await readServed(database, { scope: platformScope, model });
  if (served === null || served.primaryVersionId === null) return true;
  if (served.primaryVersionId === versionId) return false;
  const [last] = await withEngine(database, (tx) =>
    tx
      .select({ reason: modelMoves.reason, actorKind: modelMoves.actorKind })
      .from(modelMoves)
      .where(
        and(
          inScope(modelMoves.storeId, platformScope),
          eq(modelMoves.model, model),
          inArray(modelMoves.what, ['promoted', 'rolled_back']),
        ),
      )
      .orderBy(desc(modelMoves.id))
      .limit(1),
  );
  return last?.actorKind === 'system' && last.reason === shippedReason;
}
