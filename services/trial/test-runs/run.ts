import { and, eq } from 'drizzle-orm';
import { testRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';

export interface TestRun {
  readonly id: string;
  readonly campaignId: string;
  /** Of the campaign; null: the draft as it was. */
  readonly version: number | null;
  readonly createdAt: Date;
  /** When the person ended it. */
  readonly stoppedAt: Date | null;
}

/** How many times faster than the wall the time of test runs goes: an hour of waiting is a minute. */
export const testRunTimeScale = 60;

export type TestRunRow = typeof testRuns.$inferSelect;

export function toTestRun({ id, campaignId, version, createdAt, stoppedAt }: TestRunRow): TestRun {
  return { id, campaignId, version, createdAt, stoppedAt };
}

export async function findTestRun(
  database: Pick<Database, 'app'>,
  { storeId, runId }: { readonly storeId: string; readonly runId: string },
): Promise<TestRunRow> {
  const [run] = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(testRuns)
      .where(and(eq(testRuns.storeId, storeId), eq(testRuns.id, runId))),
  );
  if (!run) throw new ServiceError('not_found', 'This store has no test run with this id.', { path: 'id' });
  return run;
}
