import { ActivityFailure } from '@temporalio/workflow';
import { predictPurchase } from './activities.ts';
import { apply, type Recovery } from './recovery.ts';

/** Asks the model while the recovery waits for its first step: no answer, or a late one, holds up nobody. */
export function predictInBackground(recovery: Recovery): void {
  if (recovery.state.end) return;
  const { storeId, recoveryId, cartId } = recovery.input;
  predictPurchase({ storeId, recoveryId, cartId })
    .then((answer) => {
      const prediction = answer ? ({ kind: 'known', ...answer } as const) : ({ kind: 'unavailable' } as const);
      apply(recovery, { kind: 'predicted', prediction });
    })
    .catch((error: unknown) => {
      if (!(error instanceof ActivityFailure)) throw error;
      apply(recovery, { kind: 'predicted', prediction: { kind: 'unavailable' } });
    });
}
