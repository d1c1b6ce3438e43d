import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import { assertNever } from '../domain/assert-never.ts';
import type { SplitStep } from '../domain/flow/flow.ts';
import type { CampaignChanged } from '../domain/flow/move-people.ts';
import type { RecoveryEnd } from '../domain/recovery.ts';
import { openRecovery, readContext, takeArm } from './activities.ts';
import type { RecoverCart } from './contract.ts';
import { finish } from './finish.ts';
import { listen } from './listen.ts';
import { firstWaitIsMirrored } from './mirror.ts';
import { goToNextRun, isInterrupted, needsNextRun } from './next-run.ts';
import { predicted, predictInBackground } from './predict-in-background.ts';
import { apply, beginsWith, contextRead, goToRest, goToVersion, type Recovery } from './recovery.ts';
import { leaveOut, sendMessage } from './send-message.ts';
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
  if (!recovery.input.carried) await begin(recovery);
  for (;;) {
    if (needsNextRun(recovery)) await goToNextRun(recovery);
    if (recovery.change) await followChange(recovery, recovery.change);
    const next = goToRest(recovery);
    switch (next.kind) {
      case 'wait':
        await waitForStep(recovery, next);
        break;
      case 'read':
        await readAgain(recovery);
        break;
      case 'await_prediction':
        await condition(
          () => recovery.state.prediction.kind !== 'pending' || recovery.state.end !== null || isInterrupted(recovery),
        );
        break;
      case 'take_arm':
        await takeArmOf(recovery, next.step);
        break;
      case 'send':
        await sendMessage(recovery, next);
        break;
      case 'skip':
        leaveOut(recovery, next);
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

async function begin(recovery: Recovery): Promise<void> {
  recovery.readAt = Date.now();
  const { prediction, ...snapshot } = await openRecovery(recovery.input);
  contextRead(recovery, snapshot);
  firstWaitIsMirrored(recovery);
  if (prediction === undefined) predictInBackground(recovery);
  else predicted(recovery, prediction);
}

/** From then on the recovery knows its arm, in every version that has it. */
async function takeArmOf(recovery: Recovery, step: SplitStep): Promise<void> {
  const { storeId, recoveryId } = recovery.input;
  const { armId } = await takeArm({ storeId, recoveryId, step });
  apply(recovery, { kind: 'arm_taken', stepId: step.id, armId });
}

/** Who was let go keeps an earlier end; whoever goes over decides on what is true by now. */
async function followChange(recovery: Recovery, change: CampaignChanged): Promise<void> {
  recovery.change = null;
  if (change.kind === 'leaves')
    return apply(recovery, { kind: 'refused', end: { outcome: 'stopped', reason: 'campaign_changed' } });
  const { storeId, recoveryId } = recovery.input;
  apply(recovery, { kind: 'reading_context' });
  recovery.readAt = Date.now();
  goToVersion(recovery, await readContext({ storeId, recoveryId }), change);
}

async function readAgain(recovery: Recovery): Promise<void> {
  const { storeId, recoveryId } = recovery.input;
  apply(recovery, { kind: 'reading_context' });
  recovery.readAt = Date.now();
  contextRead(recovery, await readContext({ storeId, recoveryId }));
}
