import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { asc, eq } from 'drizzle-orm';
import { rollouts } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { rollOutModelWorkflow, rolloutWorkflowId, taskQueues } from '../../../workflows/contract.ts';

/**
 * Starts the workflows of rollouts that were asked for; the row is the outbox. One that is started again while its first stage is not
 * entered yet is refused by its id. Returns how many there were.
 */
export async function startRolloutWorkflows(
  { database, client }: { readonly database: Pick<Database, 'engine'>; readonly client: Pick<Client, 'workflow'> },
  { limit }: { readonly limit: number },
): Promise<number> {
  const waiting = await withEngine(database, (tx) =>
    tx
      .select({
        rolloutId: rollouts.id,
        storeId: rollouts.storeId,
        model: rollouts.model,
        versionId: rollouts.versionId,
      })
      .from(rollouts)
      .where(eq(rollouts.state, 'starting'))
      .orderBy(asc(rollouts.createdAt))
      .limit(limit),
  );
  for (const { model, versionId, ...key } of waiting) {
    try {
      await client.workflow.start(rollOutModelWorkflow, {
        workflowId: rolloutWorkflowId(key.rolloutId),
        taskQueue: taskQueues.recovery,
        args: [key],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
        staticSummary: `Roll out model ${model}`,
        staticDetails: `Version ${versionId} ${key.storeId === null ? 'of the platform' : `of store ${key.storeId}`}.`,
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
  return waiting.length;
}
