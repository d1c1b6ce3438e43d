import { eq } from 'drizzle-orm';
import { trainingRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { ModelName, ModelScope } from '../../../domain/model.ts';
import type {
  TrainingEnd,
  TrainingEndReason,
  TrainingProgress,
  TrainingReason,
  TrainingState,
} from '../../../domain/training/training-run.ts';
import { type TrainingResult, trainingResultSchema, type UpliftResult, upliftResultSchema } from './training-result.ts';

export type TrainingRow = typeof trainingRuns.$inferSelect;

export interface TrainingRun {
  readonly id: string;
  readonly scope: ModelScope;
  readonly model: ModelName;
  readonly reason: TrainingReason;
  readonly state: TrainingState;
  readonly endReason: TrainingEndReason | null;
  readonly progress: TrainingProgress;
  /** Of a model of who buys; null: not measured, as for the next. */
  readonly result: TrainingResult | null;
  /** Of a model of what messages change. */
  readonly upliftResult: UpliftResult | null;
  readonly versionId: string | null;
  readonly cancelAsked: boolean;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

export function showRun({ storeId, cancelAskedAt, result, ...row }: TrainingRow): TrainingRun {
  const { id, model, reason, state, endReason, progress, versionId, requestedAt, startedAt, endedAt } = row;
  return {
    ...{ id, scope: { storeId }, model, reason, state, endReason, progress, versionId },
    // A result that another version wrote is not shown rather than shown wrong.
    result: model === 'purchase' ? (trainingResultSchema.safeParse(result).data ?? null) : null,
    upliftResult: model === 'uplift' ? (upliftResultSchema.safeParse(result).data ?? null) : null,
    cancelAsked: cancelAskedAt !== null,
    ...{ requestedAt, startedAt, endedAt },
  };
}

/** A run that goes on; null: it is over, or there is none. */
export async function openRun(database: Pick<Database, 'engine'>, runId: string): Promise<TrainingRow | null> {
  const [row] = await withEngine(database, (tx) => tx.select().from(trainingRuns).where(eq(trainingRuns.id, runId)));
  return row && row.endedAt === null ? row : null;
}

export interface RunMove {
  readonly state: Exclude<TrainingState, TrainingEnd>;
  readonly progress: TrainingProgress;
  readonly dataHash?: string;
}
