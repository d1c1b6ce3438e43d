import { and, desc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { modelMoves, modelVersions, servedModels } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { wakeOnCommit } from '../../../db/postgres/wake-up.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import type { ModelMoveKind, ModelName, ModelScope, ModelStage } from '../../../domain/model.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** What changes which version answers. All of them: one compare-and-swap of one row, so a kill leaves the state before or after. */

export interface MoveDeps {
  readonly database: Database;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

interface Move {
  readonly scope: ModelScope;
  readonly model: ModelName;
  readonly actor: Actor;
  /** For the people who read the history. */
  readonly reason: string;
}

/** Versions that are scored beside the one that answers: each costs as much as it does. */
export const shadowsMax = 4;

export type Served = typeof servedModels.$inferSelect;

/** Sets the versions that are scored and never answer; a rollout that owns them names itself. */
export async function setShadows(
  deps: MoveDeps,
  {
    versionIds,
    rolloutId,
    ...move
  }: Move & { readonly versionIds: readonly string[]; readonly rolloutId?: string | null },
): Promise<Served> {
  requirePermission(move.actor, 'models:write', move.scope.storeId);
  const shadows = [...new Set(versionIds)];
  if (shadows.length > shadowsMax)
    throw new ServiceError('invalid', `At most ${shadowsMax} versions are scored beside the one that answers.`, {
      path: 'versionIds',
    });
  return change(deps, move, async (tx, served) => {
    await requireVersions(tx, move, shadows);
    if (served.primaryVersionId !== null && shadows.includes(served.primaryVersionId))
      throw new ServiceError('conflict', 'This version answers already.', { path: 'versionIds' });
    const ended = served.shadowVersionIds.filter((id) => !shadows.includes(id));
    await setStage(
      tx,
      shadows.filter((id) => id !== served.canaryVersionId),
      'shadow',
    );
    await setStage(
      tx,
      ended.filter((id) => id !== served.canaryVersionId),
      'archived',
    );
    const added = shadows.filter((id) => !served.shadowVersionIds.includes(id));
    return {
      next: { shadowVersionIds: shadows, ...(rolloutId !== undefined && { rolloutId }) },
      moves: [
        ...added.map((versionId) => ({ what: 'shadowed' as const, versionId, previousVersionId: null })),
        ...ended
          .filter((id) => id !== served.canaryVersionId)
          .map((versionId) => ({ what: 'archived' as const, versionId, previousVersionId: null })),
      ],
    };
  });
}

/** Lets a version answer for a share of the carts, 0 to 100 percent; `versionId` null ends the canary. */
export async function setCanary(
  deps: MoveDeps,
  {
    versionId,
    percent,
    rolloutId,
    ...move
  }: Move & {
    readonly versionId: string | null;
    readonly percent: number;
    readonly rolloutId: string | null;
  },
): Promise<Served> {
  requirePermission(move.actor, 'models:write', move.scope.storeId);
  if (!(percent >= 0 && percent <= 100))
    throw new ServiceError('invalid', 'The share must be from 0 to 100 percent.', { path: 'percent' });
  return change(deps, move, async (tx, served) => {
    if (versionId !== null) {
      await requireVersions(tx, move, [versionId]);
      if (versionId === served.primaryVersionId)
        throw new ServiceError('conflict', 'This version answers already.', { path: 'versionId' });
      await setStage(tx, [versionId], 'canary');
    }
    const ended = served.canaryVersionId !== versionId ? served.canaryVersionId : null;
    if (ended !== null) await setStage(tx, [ended], 'archived');
    return {
      next: {
        ...{ canaryVersionId: versionId, canaryPercent: versionId === null ? 0 : percent, rolloutId },
        shadowVersionIds: served.shadowVersionIds.filter((id) => id !== versionId),
      },
      moves: [
        ...(ended === null ? [] : [{ what: 'archived' as const, versionId: ended, previousVersionId: null }]),
        ...(versionId === null
          ? []
          : [{ what: 'canary' as const, versionId, previousVersionId: served.primaryVersionId }]),
      ],
    };
  });
}

/**
 * Lets a version answer. What was compared with the one before it, canary and shadows of it, ends; that version stays within
 * reach of a roll-back. The version that answers already changes nothing.
 */
export async function promote(
  deps: MoveDeps,
  { versionId, ...move }: Move & { readonly versionId: string },
): Promise<Served> {
  requirePermission(move.actor, 'models:write', move.scope.storeId);
  return change(deps, move, async (tx, served) => {
    await requireVersions(tx, move, [versionId]);
    if (served.primaryVersionId === versionId) return { next: {}, moves: [] };
    const replaced = [served.primaryVersionId, served.canaryVersionId].filter((id) => id !== null && id !== versionId);
    await setStage(
      tx,
      replaced.flatMap((id) => id ?? []),
      'archived',
    );
    await setStage(tx, [versionId], 'production');
    return {
      next: {
        ...{ primaryVersionId: versionId, canaryVersionId: null, canaryPercent: 0, rolloutId: null },
        shadowVersionIds: served.shadowVersionIds.filter((id) => id !== versionId),
      },
      moves: [{ what: 'promoted', versionId, previousVersionId: served.primaryVersionId }],
    };
  });
}

/**
 * Takes a version out: a canary or a shadow ends, the one that answers makes room for the one before it, which in a store
 * may be the platform's. Without `versionId` it is the one that answers. Throws `conflict` when there is nothing before it,
 * or when the version neither answers nor is scored.
 */
export async function rollBack(
  deps: MoveDeps,
  { versionId: asked, ...move }: Move & { readonly versionId?: string },
): Promise<Served> {
  requirePermission(move.actor, 'models:write', move.scope.storeId);
  return change(deps, move, async (tx, served) => {
    const versionId = asked ?? served.primaryVersionId;
    if (versionId === null)
      throw new ServiceError('conflict', 'The platform’s version answers here: there is nothing to roll back.');
    if (versionId === served.canaryVersionId || served.shadowVersionIds.includes(versionId)) {
      await setStage(tx, [versionId], 'archived');
      const isCanary = versionId === served.canaryVersionId;
      return {
        next: {
          shadowVersionIds: served.shadowVersionIds.filter((id) => id !== versionId),
          ...(isCanary && { canaryVersionId: null, canaryPercent: 0, rolloutId: null }),
        },
        moves: [{ what: 'rolled_back', versionId: served.primaryVersionId, previousVersionId: versionId }],
      };
    }
    if (versionId !== served.primaryVersionId)
      throw new ServiceError('conflict', 'This version does not answer any more.', { path: 'versionId' });
    const before = await versionBefore(tx, move, versionId);
    await setStage(tx, [versionId, ...(served.canaryVersionId === null ? [] : [served.canaryVersionId])], 'archived');
    if (before !== null) await setStage(tx, [before], 'production');
    return {
      next: {
        ...{ primaryVersionId: before, canaryVersionId: null, canaryPercent: 0, rolloutId: null },
        shadowVersionIds: served.shadowVersionIds.filter((id) => id !== before),
      },
      moves: [{ what: 'rolled_back', versionId: before, previousVersionId: versionId }],
    };
  });
}

interface Change {
  readonly next: Partial<
    Pick<Served, 'primaryVersionId' | 'shadowVersionIds' | 'canaryVersionId' | 'canaryPercent' | 'rolloutId'>
  >;
  readonly moves: readonly {
    readonly what: ModelMoveKind;
    readonly versionId: string | null;
    readonly previousVersionId: string | null;
  }[];
}

/** Throws `conflict` when somebody else changed the same scope at the same moment. */
async function change(
  { database, now }: MoveDeps,
  { scope, model, actor, reason }: Move,
  decide: (tx: Tx, served: Served) => Promise<Change>,
): Promise<Served> {
  const { storeId } = scope;
  const work = async (tx: Tx): Promise<Served> => {
    const at = new Date(now());
    await tx.insert(servedModels).values({ storeId, model, changedAt: at }).onConflictDoNothing();
    const isScope = and(inScope(servedModels.storeId, scope), eq(servedModels.model, model));
    const [served] = await tx.select().from(servedModels).where(isScope);
    if (!served) throw new Error('a served model vanished');
    const { next, moves } = await decide(tx, served);
    if (Object.keys(next).length === 0) return served;
    const [changed] = await tx
      .update(servedModels)
      .set({ ...next, generation: served.generation + 1, changedAt: at })
      .where(and(isScope, eq(servedModels.generation, served.generation)))
      .returning();
    if (!changed) throw new ServiceError('conflict', 'Somebody else changed what answers here at the same moment.');
    for (const one of moves) {
      await tx.insert(modelMoves).values({
        ...{ id: uuidV7(), storeId, at, model, ...one },
        ...{ actorKind: actor.kind, actorId: actorId(actor), reason },
      });
    }
    const subject = { kind: 'model_version', id: changed.primaryVersionId ?? model } as const;
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'models:write', subject },
      change: {
        primary: { before: served.primaryVersionId, after: changed.primaryVersionId },
        canary: { before: served.canaryVersionId, after: changed.canaryVersionId },
        canaryPercent: { before: served.canaryPercent, after: changed.canaryPercent },
        shadows: { before: served.shadowVersionIds, after: changed.shadowVersionIds },
      },
    });
    await wakeOnCommit(tx, 'models');
    return changed;
  };
  return storeId === null ? withEngine(database, work) : withStore(database, storeId, work);
}

export function inScope(column: AnyPgColumn, { storeId }: ModelScope): SQL {
  return storeId === null ? isNull(column) : eq(column, storeId);
}

/** Throws `not_found` unless all are versions of this model in this very scope. */
async function requireVersions(
  tx: Tx,
  { scope, model }: Pick<Move, 'scope' | 'model'>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const found = await tx
    .select({ id: modelVersions.id })
    .from(modelVersions)
    .where(
      and(inScope(modelVersions.storeId, scope), eq(modelVersions.model, model), inArray(modelVersions.id, [...ids])),
    );
  if (found.length < ids.length)
    throw new ServiceError('not_found', 'There is no such version of this model here.', { path: 'versionId' });
}

async function setStage(tx: Tx, ids: readonly string[], stage: ModelStage): Promise<void> {
  if (ids.length > 0)
    await tx
      .update(modelVersions)
      .set({ stage })
      .where(inArray(modelVersions.id, [...ids]));
}

/** What answered when this version was promoted last; null, in a store: the platform's. */
async function versionBefore(
  tx: Tx,
  { scope, model }: Pick<Move, 'scope' | 'model'>,
  versionId: string,
): Promise<string | null> {
  const [promotion] = await tx
    .select({ previous: modelMoves.previousVersionId })
    .from(modelMoves)
    .where(
      and(
        inScope(modelMoves.storeId, scope),
        eq(modelMoves.model, model),
        eq(modelMoves.what, 'promoted'),
        eq(modelMoves.versionId, versionId),
      ),
    )
    .orderBy(desc(modelMoves.id))
    .limit(1);
  const before = promotion?.previous ?? null;
  if (before === null && scope.storeId === null)
    throw new ServiceError('conflict', 'No version answered before this one.', { path: 'versionId' });
  return before;
}
