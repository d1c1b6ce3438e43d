import { CancellationScope, isCancellation } from '@temporalio/workflow';
import { assertNever } from '../domain/assert-never.ts';
import { nextStep } from '../domain/next-step.ts';
import type { RecoveryEnd } from '../domain/recovery.ts';
import { openRecovery } from './activities.ts';
import type { RecoverCart } from './contract.ts';
import { finish } from './finish.ts';
import { listen } from './listen.ts';
import { firstWaitIsMirrored } from './mirror.ts';
import { predictInBackground } from './predict-in-background.ts';
import { apply, beginsWith, type Recovery } from './recovery.ts';
import { takeStep } from './take-step.ts';
import { waitForStep } from './wait-for-step.ts';
import { waitUntilResumed } from './wait-until-resumed.ts';

/** One abandoned cart: step after step of the campaign, until the customer buys, nothing is left, or somebody stops it. */
export async function recoverCart(input: RecoverCart): Promise<RecoveryEnd> {
  const recovery = beginsWith(input);
  listen(recovery);
  try {
    return await recover(recovery);
  } catch (error) {
    if (isCancellation(error)) {
      const end: RecoveryEnd = { outcome: 'stopped', reason: 'stopped_by_operator' };
      await CancellationScope.nonCancellable(() => finish(recovery, end));
    }
    throw error;
  }
}

async function recover(recovery: Recovery): Promise<RecoveryEnd> {
  apply(recovery, { kind: 'context_read', snapshot: await openRecovery(recovery.input) });
  firstWaitIsMirrored(recovery);
  predictInBackground(recovery);
  for (;;) {
    const next = nextStep(recovery.state, Date.now());
    switch (next.kind) {
      case 'wait':
        await waitForStep(recovery, next);
        break;
      case 'step':
        await takeStep(recovery, next.step);
        break;
      case 'paused':
        await waitUntilResumed(recovery, next.by);
        break;
      case 'end':
        return finish(recovery, next.end);
      default:
        assertNever(next);
    }
  }
}
