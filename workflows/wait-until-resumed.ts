import { condition, upsertSearchAttributes } from '@temporalio/workflow';
import type { PausedBy } from '../domain/flow/flow-move.ts';
import { searchAttributes } from './contract.ts';
import { describeNow } from './describe-now.ts';
import { mirror } from './mirror.ts';
import { isInterrupted } from './next-run.ts';
import { type Recovery, restOf } from './recovery.ts';

/** Sends nothing until whoever paused resumes; a purchase ends the recovery all the same. */
export async function waitUntilResumed(recovery: Recovery, by: PausedBy): Promise<void> {
  upsertSearchAttributes([{ key: searchAttributes.stage, value: 'paused' }]);
  await mirror(recovery, { stage: 'paused', waitsFor: `resume-${by}`, waitsUntil: null });
  describeNow(recovery);
  await condition(() => isInterrupted(recovery) || restOf(recovery)?.move.kind !== 'paused');
  if (!recovery.state.end) upsertSearchAttributes([{ key: searchAttributes.stage, value: 'waiting' }]);
}
