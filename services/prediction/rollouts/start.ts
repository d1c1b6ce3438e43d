import { and, eq, isNull } from 'drizzle-orm';
import { modelVersions, rollouts, servedModels } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import type { ModelName, ModelScope } from '../../../domain/model.ts';
import { type RolloutPlan, usualPlan } from '../../../domain/rollout/plan.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { inScope } from '../registry/move.ts';
import type { RolloutDeps, RolloutRow } from './rollout.ts';

export interface StartRollout {
  readonly scope: ModelScope;
  readonly model: ModelName;
  readonly versionId: string;
  readonly actor: Actor;
  /** Tests only: everybody else gets the usual one. */
  readonly plan?: RolloutPlan;
}

/**
 * Begins to move a version from shadow to all carts of its scope. The row is the outbox of the workflow's start, so nothing is
 * scored before a process takes it.
 *
 * Throws `not_found` for a version of another scope, `conflict` when it answers already, when a rollout of this model is under way in
 * the scope, or while nothing answers that it could be compared with.
 */
export async function startRollout(
  { database, now }: RolloutDeps,
  { scope, model, versionId: given, actor, plan = usualPlan }: StartRollout,
): Promise<RolloutRow> {
  requirePermission(actor, 'models:write', scope.storeId);
  const versionId = readInput(idSchema, given);
  const work = async (tx: Tx): Promise<RolloutRow> => {
    await requireVersion(tx, { scope, model, versionId });
    const primaryVersionId = await findPrimary(tx, { scope, model });
    if (primaryVersionId === null)
      throw new ServiceError('conflict', 'No version answers here yet: there is nothing to compare this one with.');
    if (primaryVersionId === versionId)
      throw new ServiceError('conflict', 'This version answers already.', { path: 'versionId' });
    const [row] = await tx
      .insert(rollouts)
      .values({
        ...{ id: uuidV7(), storeId: scope.storeId, model, versionId, primaryVersionId, plan },
        ...{ actorKind: actor.kind, actorId: actorId(actor), createdAt: new Date(now()) },
      })
      .onConflictDoNothing()
      .returning();
    if (!row)
      throw new ServiceError('conflict', 'A rollout of this model is under way here. Undo it, or wait for its end.');
    await recordAudit(tx, {
      ...{ actor, storeId: scope.storeId, action: 'models:write' },
      subject: { kind: 'rollout', id: row.id },
      change: { state: { before: null, after: row.state }, version: { before: primaryVersionId, after: versionId } },
    });
    return row;
  };
  return scope.storeId === null ? withEngine(database, work) : withStore(database, scope.storeId, work);
}

interface Asked {
  readonly scope: ModelScope;
  readonly model: ModelName;
}

async function requireVersion(
  tx: Tx,
  { scope, model, versionId }: Asked & { readonly versionId: string },
): Promise<void> {
  const [found] = await tx
    .select({ id: modelVersions.id })
    .from(modelVersions)
    .where(and(inScope(modelVersions.storeId, scope), eq(modelVersions.model, model), eq(modelVersions.id, versionId)));
  if (!found)
    throw new ServiceError('not_found', 'There is no such version of this model here.', { path: 'versionId' });
}

/** The version that answers in the scope: in a store without one of its own it is the platform's. */
async function findPrimary(tx: Tx, { scope, model }: Asked): Promise<string | null> {
  const primaryOf = async (condition: ReturnType<typeof isNull>) => {
    const [served] = await tx
      .select({ id: servedModels.primaryVersionId })
      .from(servedModels)
      .where(and(condition, eq(servedModels.model, model)));
    return served?.id ?? null;
  };
  return (await primaryOf(inScope(servedModels.storeId, scope))) ?? primaryOf(isNull(servedModels.storeId));
}
