import { desc, eq, lt } from 'drizzle-orm';
import { trainingRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type Page, pageOf } from '../../shared/page.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { showRun, type TrainingRun } from './training-run.ts';

/** Runs of the store and of the platform, newest first; `after` is the id of the last one seen. */
export async function listTrainingRuns(
  database: Pick<Database, 'app'>,
  { storeId, limit, after }: { readonly storeId: string; readonly limit: number; readonly after: string | null },
): Promise<Page<TrainingRun, string>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(trainingRuns)
      .where(after === null ? undefined : lt(trainingRuns.id, after))
      .orderBy(desc(trainingRuns.id))
      .limit(limit + 1),
  );
  return pageOf(rows, limit, showRun, ({ id }) => id);
}

/** Throws `not_found` unless the run is the store's or the platform's. */
export async function getTrainingRun(
  database: Pick<Database, 'app'>,
  { storeId, runId: given }: { readonly storeId: string; readonly runId: string },
): Promise<TrainingRun> {
  const runId = readInput(idSchema, given);
  const [row] = await withStore(database, storeId, (tx) =>
    tx.select().from(trainingRuns).where(eq(trainingRuns.id, runId)),
  );
  if (!row) throw new ServiceError('not_found', 'There is no such training run.', { path: 'id' });
  return showRun(row);
}
