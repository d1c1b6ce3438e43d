import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { and, asc, eq } from 'drizzle-orm';
import { reportRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { reportTestWorkflowId, sendReportWorkflow, taskQueues } from '../../../workflows/contract.ts';

/** Starts the workflows of the tests that were asked for; the row is the outbox of the start. Returns how many. */
export async function startReportTests(
  { database, client }: { readonly database: Pick<Database, 'engine'>; readonly client: Pick<Client, 'workflow'> },
  { limit }: { readonly limit: number },
): Promise<number> {
  const { storeId, id: runId, reportId, started, createdAt } = reportRuns;
  const asked = await withEngine(database, (tx) =>
    tx
      .select({ storeId, runId, reportId })
      .from(reportRuns)
      .where(and(eq(reportRuns.kind, 'test'), eq(started, false)))
      .orderBy(asc(createdAt))
      .limit(limit),
  );
  for (const run of asked) {
    try {
      await client.workflow.start(sendReportWorkflow, {
        workflowId: reportTestWorkflowId(run),
        taskQueue: taskQueues.recovery,
        args: [run],
        priority: { fairnessKey: run.storeId },
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    await withEngine(database, (tx) =>
      tx
        .update(reportRuns)
        .set({ started: true })
        .where(and(eq(storeId, run.storeId), eq(runId, run.runId))),
    );
  }
  return asked.length;
}
