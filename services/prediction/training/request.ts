import { and, count, eq, gt, isNull } from 'drizzle-orm';
import { trainingRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { ModelName, ModelScope } from '../../../domain/model.ts';
import type { TrainingReason } from '../../../domain/training/training-run.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { inScope } from '../registry/move.ts';
import { showRun, type TrainingRow, type TrainingRun } from './training-run.ts';

export interface RequestTraining {
  /** Null: the platform. */
  readonly storeId: string | null;
  readonly model: ModelName;
  readonly reason: TrainingReason;
  readonly actor: Actor;
  /** The present moment unless given, epoch milliseconds. */
  readonly nowMs?: number;
}

/** Asks for a model; where one is being made already, that run is the answer. The workflow is started after the commit. */
export async function requestTraining(tx: Tx, asked: RequestTraining): Promise<RequestedRun> {
  requirePermission(asked.actor, 'models:write', asked.storeId);
  return addRun(tx, asked);
}

interface RequestedRun {
  readonly run: TrainingRow;
  readonly isNew: boolean;
}

async function addRun(
  tx: Tx,
  { storeId, model, reason, actor, nowMs = Date.now() }: RequestTraining,
): Promise<RequestedRun> {
  const [added] = await tx
    .insert(trainingRuns)
    .values({
      ...{ id: uuidV7(), storeId, model, reason, progress: { step: 'requested', done: 0 } },
      ...{ actorKind: actor.kind, actorId: actorId(actor), requestedAt: new Date(nowMs) },
    })
    .onConflictDoNothing()
    .returning();
  if (added) {
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'models:write', subject: { kind: 'training_run', id: added.id } },
      change: { model: { after: model } },
    });
    return { run: added, isNew: true };
  }
  const [open] = await tx
    .select()
    .from(trainingRuns)
    .where(
      and(inScope(trainingRuns.storeId, { storeId }), eq(trainingRuns.model, model), isNull(trainingRuns.endedAt)),
    );
  if (!open) throw new ServiceError('conflict', 'A run has just ended. Ask again.');
  return { run: open, isNew: false };
}

export interface TrainingRequestDeps {
  readonly database: Database;
  readonly now: () => number;
}

/** Each takes a core for a minute. */
const runsPerDayMax = 20;

/** A person or a program asks for a model. Throws `conflict` where one is being made, `rate_limited` after many in a day. */
export async function askForTraining(
  { database, now }: TrainingRequestDeps,
  { actor, scope, model }: { readonly actor: Actor; readonly scope: ModelScope; readonly model: ModelName },
): Promise<TrainingRun> {
  const { storeId } = scope;
  requirePermission(actor, 'models:write', storeId);
  const nowMs = now();
  const work = async (tx: Tx): Promise<TrainingRun> => {
    await refuseTooMany(tx, scope, nowMs);
    const { run, isNew } = await addRun(tx, { storeId, model, reason: 'asked', actor, nowMs });
    if (!isNew) throw new ServiceError('conflict', 'A model of this kind is being trained already.');
    return showRun(run);
  };
  return storeId === null ? withEngine(database, work) : withStore(database, storeId, work);
}

async function refuseTooMany(tx: Tx, scope: ModelScope, nowMs: number): Promise<void> {
  const [found] = await tx
    .select({ count: count() })
    .from(trainingRuns)
    .where(and(inScope(trainingRuns.storeId, scope), gt(trainingRuns.requestedAt, new Date(nowMs - dayMs))));
  if (found && found.count >= runsPerDayMax)
    throw new ServiceError('rate_limited', `At most ${runsPerDayMax} runs a day. Try again later.`, {
      retryAfterMs: dayMs,
    });
}
