import { condition } from '@temporalio/workflow';
import type { Rest } from '../domain/flow/advance-flow.ts';
import { describeNow, nameOfStep } from './describe-now.ts';
import { mirror } from './mirror.ts';
import { isInterrupted } from './next-run.ts';
import { type Recovery, restOf } from './recovery.ts';

/**
 * Waits until the step is due, or until there is something else to do before. A wait that has only become longer goes
 * on: when its time comes, the rest is waited for. So a busy customer costs a signal, not a timer for every click.
 */
export async function waitForStep(recovery: Recovery, next: Extract<Rest, { kind: 'wait' }>): Promise<void> {
  const { stepId, untilMs } = next;
  await mirror(recovery, { stage: 'waiting', waitsFor: stepId, waitsUntil: untilMs });
  describeNow(recovery);
  const isCut = () => {
    const now = restOf(recovery);
    return isInterrupted(recovery) || now?.move.kind !== 'wait' || now.move.untilMs < untilMs || now.passed.length > 0;
  };
  await condition(isCut, Math.max(1, untilMs - Date.now()), { summary: `Wait for ${nameOfStep(recovery, stepId)}` });
}
