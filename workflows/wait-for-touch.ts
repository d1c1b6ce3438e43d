import { condition } from '@temporalio/workflow';
import { type NextTouch, nextTouch } from '../domain/next-touch.ts';
import { describeNow } from './describe-now.ts';
import { mirror } from './mirror.ts';
import type { Recovery } from './recovery.ts';

/**
 * Waits until the touch is due, or until there is something else to do before. A wait that has only become longer goes
 * on: when its time comes, the rest is waited for. So a busy shopper costs a signal, not a timer for every click.
 */
export async function waitForTouch(recovery: Recovery, next: Extract<NextTouch, { kind: 'wait' }>): Promise<void> {
  const { rule, untilMs } = next;
  await mirror(recovery, { stage: 'waiting', waitsFor: rule.id, waitsUntil: untilMs });
  describeNow(recovery);
  const isCut = () => {
    const now = nextTouch(recovery.state, Date.now());
    return now.kind !== 'wait' || now.untilMs < untilMs;
  };
  await condition(isCut, Math.max(1, untilMs - Date.now()), { summary: `Wait for ${rule.id} (${rule.channel})` });
}
