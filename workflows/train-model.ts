import { ActivityFailure, CancellationScope, isCancellation } from '@temporalio/workflow';
import { closeTraining, collectTraining, fitModel } from './activities.ts';
import type { TrainModel } from './contract.ts';

/**
 * One attempt to make a model, from the carts that it learns from to a version in the registry. Whatever ends it, its row says so:
 * a run that a person waits for is never left open.
 */
export async function trainModel({ runId }: TrainModel): Promise<string> {
  try {
    const collected = await collectTraining({ runId });
    if (collected === 'goes_on') await fitModel({ runId });
    return await closeTraining({ runId, cause: 'done' });
  } catch (error) {
    // A trainer that was ended by hand fails, like one that broke: what was asked for says which.
    const cause = isCancellation(error) || CancellationScope.current().consideredCancelled ? 'cancelled' : 'gave_up';
    if (cause === 'gave_up' && !(error instanceof ActivityFailure)) throw error;
    return CancellationScope.nonCancellable(() => closeTraining({ runId, cause }));
  }
}
