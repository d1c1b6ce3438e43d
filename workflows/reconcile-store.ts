import { ActivityFailure, isCancellation, workflowInfo } from '@temporalio/workflow';
import { giveUpLook, reconcile } from './activities.ts';
import type { ReconcileStore } from './contract.ts';

/** One look at a shop's platform for what its webhooks did not bring. A schedule runs it, never two at a time. */
export async function reconcileStore(input: ReconcileStore): Promise<string> {
  const look = { ...input, lookId: workflowInfo().runId };
  try {
    const result = await reconcile(look);
    return result.kind;
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    await giveUpLook(look);
    return 'given_up';
  }
}
