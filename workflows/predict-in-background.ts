import { ActivityFailure } from '@temporalio/workflow';
import type { PredictedPurchase } from '../domain/recovery.ts';
import { predictPurchase } from './activities.ts';
import { apply, type Recovery } from './recovery.ts';

/** Asks the model while the recovery waits for its first step: no answer, or a late one, holds up nobody. */
export function predictInBackground(recovery: Recovery): void {
  if (recovery.state.end) return;
  const { storeId, recoveryId, cartId } = recovery.input;
  predictPurchase({ storeId, recoveryId, cartId })
    .then((answer) => predicted(recovery, answer))
    .catch((error: unknown) => {
      if (!(error instanceof ActivityFailure)) throw error;
      predicted(recovery, null);
    });
}

/** Notes what the model said; null: it will say nothing. */
export function predicted(recovery: Recovery, answer: PredictedPurchase): void {
  const prediction = answer ? ({ kind: 'known', ...answer } as const) : ({ kind: 'unavailable' } as const);
  apply(recovery, { kind: 'predicted', prediction });
}
