import { eq } from 'drizzle-orm';
import { trainingRuns } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { endRun, type MoveRunDeps, type RunEnd } from './move-run.ts';
import { forgetRunFiles, type TrainDeps } from './train.ts';

/** Why nothing more is done for a run: it went its way, somebody ended it, or its retries are used up. */
export type RunCause = 'done' | 'cancelled' | 'gave_up';

const ends: Readonly<Record<RunCause, RunEnd>> = {
  // It ended itself, or else it went its way without an end, which is a fault.
  done: { state: 'failed', endReason: 'gave_up' },
  cancelled: { state: 'cancelled', endReason: null },
  gave_up: { state: 'failed', endReason: 'gave_up' },
};

/** Ends a run unless it has an end, forgets its files, and returns how it ended. */
export async function closeRun(
  deps: MoveRunDeps & Pick<TrainDeps, 'folder'>,
  { runId, cause }: { readonly runId: string; readonly cause: RunCause },
): Promise<string> {
  await endRun(deps, runId, ends[cause]);
  await forgetRunFiles(deps, runId);
  const [run] = await withEngine(deps.database, (tx) =>
    tx.select({ state: trainingRuns.state }).from(trainingRuns).where(eq(trainingRuns.id, runId)),
  );
  return run?.state ?? 'gone';
}
