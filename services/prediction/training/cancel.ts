import { eq } from 'drizzle-orm';
import { trainingRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { TrainingRequestDeps } from './request.ts';
import { showRun, type TrainingRun } from './training-run.ts';

/** Asks for the end of a run that a store sees; the engine ends it a moment later. Twice is as good as once. */
export async function cancelTraining(
  { database, now }: TrainingRequestDeps,
  { actor, storeId, runId: given }: { readonly actor: Actor; readonly storeId: string; readonly runId: string },
): Promise<TrainingRun> {
  const runId = readInput(idSchema, given);
  const scope = await scopeOf(database, { storeId, runId });
  requirePermission(actor, 'models:write', scope.storeId);
  const work = async (tx: Tx): Promise<TrainingRun> => {
    const isRun = eq(trainingRuns.id, runId);
    const [run] = await tx.select().from(trainingRuns).where(isRun).for('update');
    if (!run) throw notFound();
    if (run.endedAt !== null) throw new ServiceError('conflict', 'This run is over.');
    if (run.cancelAskedAt !== null) return showRun(run);
    const [asked] = await tx
      .update(trainingRuns)
      .set({ cancelAskedAt: new Date(now()) })
      .where(isRun)
      .returning();
    await recordAudit(tx, {
      ...{ actor, storeId: scope.storeId, action: 'models:write', subject: { kind: 'training_run', id: runId } },
      change: { cancelled: { after: true } },
    });
    return showRun(asked ?? run);
  };
  return scope.storeId === null ? withEngine(database, work) : withStore(database, scope.storeId, work);
}

async function scopeOf(
  database: Pick<Database, 'app'>,
  { storeId, runId }: { readonly storeId: string; readonly runId: string },
): Promise<{ readonly storeId: string | null }> {
  const [found] = await withStore(database, storeId, (tx) =>
    tx.select({ storeId: trainingRuns.storeId }).from(trainingRuns).where(eq(trainingRuns.id, runId)),
  );
  if (!found) throw notFound();
  return found;
}

function notFound(): ServiceError {
  return new ServiceError('not_found', 'There is no such training run.', { path: 'id' });
}
