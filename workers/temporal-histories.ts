import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { WorkflowHistories } from '../services/accounts/erasures/workflow-histories.ts';

/** Histories at the Temporal server, found by the ids of our own tables: its list lags behind. */
export function createTemporalHistories(client: Client, namespace: string): WorkflowHistories {
  return {
    async look(workflowId) {
      try {
        const { status } = await client.workflow.getHandle(workflowId).describe();
        return status.name === 'RUNNING' || status.name === 'PAUSED' ? 'running' : 'closed';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'gone';
        throw error;
      }
    },
    async delete(workflowId) {
      await client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } });
    },
  };
}
