import { and, eq, isNull } from 'drizzle-orm';
import { trainingRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { TrainingEnd, TrainingEndReason } from '../../../domain/training/training-run.ts';
import type { TrainingResult, UpliftResult } from './training-result.ts';
import type { RunMove } from './training-run.ts';

export interface MoveRunDeps {
  readonly database: Pick<Database, 'engine'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Says where a run stands; one that is over stays as it ended. */
export async function moveRun(
  { database }: Pick<MoveRunDeps, 'database'>,
  runId: string,
  move: RunMove,
): Promise<void> {
  await withEngine(database, (tx) =>
    tx
      .update(trainingRuns)
      .set(move)
      .where(and(eq(trainingRuns.id, runId), isNull(trainingRuns.endedAt))),
  );
}

export interface RunEnd {
  readonly state: TrainingEnd;
  readonly endReason: TrainingEndReason | null;
  readonly result?: TrainingResult | UpliftResult | null;
  readonly versionId?: string;
}

/** Ends a run once; a second end changes nothing. */
export async function endRun(
  { database, now }: MoveRunDeps,
  runId: string,
  { state, endReason, result, versionId }: RunEnd,
): Promise<void> {
  await withEngine(database, (tx) =>
    tx
      .update(trainingRuns)
      .set({
        ...{ state, endReason, endedAt: new Date(now()) },
        ...(result !== undefined && { result }),
        ...(versionId !== undefined && { versionId }),
      })
      .where(and(eq(trainingRuns.id, runId), isNull(trainingRuns.endedAt))),
  );
}
