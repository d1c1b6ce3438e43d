import { CancellationScope, isCancellation } from '@temporalio/workflow';
import { assertNever } from '../domain/assert-never.ts';
import { nextTouch } from '../domain/next-touch.ts';
import type { RecoveryEnd } from '../domain/recovery.ts';
import { openRecovery } from './activities.ts';
import type { RecoverCart } from './contract.ts';
import { finish } from './finish.ts';
import { listen } from './listen.ts';
import { makeTouch } from './make-touch.ts';
import { firstWaitIsMirrored } from './mirror.ts';
import { predictInBackground } from './predict-in-background.ts';
import { beginsWith, type Recovery, tell } from './recovery.ts';
import { waitForTouch } from './wait-for-touch.ts';
import { waitUntilResumed } from './wait-until-resumed.ts';

/** One abandoned cart: touch after touch of the campaign, until the person buys, nothing is left, or somebody stops it. */
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
  tell(recovery, { kind: 'context_read', snapshot: await openRecovery(recovery.input) });
  firstWaitIsMirrored(recovery);
  predictInBackground(recovery);
  for (;;) {
    const next = nextTouch(recovery.state, Date.now());
    switch (next.kind) {
      case 'wait':
        await waitForTouch(recovery, next);
        break;
      case 'touch':
        await makeTouch(recovery, next.rule);
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
