import { eq } from 'drizzle-orm';
import { driftChecks } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import { learnedFromMs } from '../../../domain/training/learned-from.ts';
import { predictionsLearnedFromMs } from '../predictions/purge-old.ts';
import type { TrainingRow } from './training-run.ts';

/** From which moment on the carts of a run teach, epoch milliseconds: asked again it is the same. */
export async function learnedWindow(
  database: Pick<Database, 'engine'>,
  { id, reason, requestedAt }: TrainingRow,
): Promise<number> {
  const changedMs = reason === 'drift' ? await changedAt(database, id) : null;
  return learnedFromMs({ nowMs: requestedAt.getTime(), keptMs: predictionsLearnedFromMs, changedMs });
}

/** Since when people do otherwise, as the check says that asked for the run; null: it does not say. */
async function changedAt(database: Pick<Database, 'engine'>, runId: string): Promise<number | null> {
  const [check] = await withEngine(database, (tx) =>
    tx
      .select({ fromDay: driftChecks.fromDay, report: driftChecks.report })
      .from(driftChecks)
      .where(eq(driftChecks.trainingRunId, runId)),
  );
  const change = check?.report.realised.find(({ group }) => group === 'untouched')?.change;
  // The end of that day, wherever the store is: a few hours less to learn from.
  return check && change ? Date.parse(check.fromDay) + (change.sinceDay + 1) * dayMs : null;
}
