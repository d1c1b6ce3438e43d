import { and, eq, inArray } from 'drizzle-orm';
import { reportRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { RunReason } from '../../../domain/report-run.ts';
import type { RunKey } from './count-run.ts';

/** Ends a run: every delivery of it has ended, or there is none for the reason. What has ended stays so. */
export async function endRun(
  { database, now }: { readonly database: Pick<Database, 'app'>; readonly now: () => number },
  { storeId, runId, reason }: RunKey & { readonly reason: RunReason | null },
): Promise<void> {
  await withStore(database, storeId, (tx) =>
    tx
      .update(reportRuns)
      .set({ state: reason === null ? 'done' : 'not_sent', reason, endedAt: new Date(now()) })
      .where(
        and(
          eq(reportRuns.storeId, storeId),
          eq(reportRuns.id, runId),
          // Nothing to send is no end of what is being sent.
          inArray(reportRuns.state, reason === null ? ['sending'] : ['preparing']),
        ),
      ),
  );
}
