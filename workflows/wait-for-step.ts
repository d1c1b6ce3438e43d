import { condition } from '@temporalio/workflow';
import { type NextStep, nextStep } from '../domain/next-step.ts';
import { describeNow } from './describe-now.ts';
import { mirror } from './mirror.ts';
import type { Recovery } from './recovery.ts';

/**
 * Waits until the step is due, or until there is something else to do before. A wait that has only become longer goes
 * on: when its time comes, the rest is waited for. So a busy customer costs a signal, not a timer for every click.
 */
export async function waitForStep(recovery: Recovery, next: Extract<NextStep, { kind: 'wait' }>): Promise<void> {
  const { step, untilMs } = next;
  await mirror(recovery, { stage: 'waiting', waitsFor: step.id, waitsUntil: untilMs });
  describeNow(recovery);
  const isCut = () => {
    const now = nextStep(recovery.state, Date.now());
    return now.kind !== 'wait' || now.untilMs < untilMs;
  };
  await condition(isCut, Math.max(1, untilMs - Date.now()), { summary: `Wait for ${step.id} (${step.channel})` });
}
