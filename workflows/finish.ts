import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { reasonCodes } from '../domain/reason-code.ts';
import type { RecoveryEnd } from '../domain/recovery.ts';
import { endRecovery } from './activities.ts';
import { searchAttributes } from './contract.ts';
import type { Recovery } from './recovery.ts';

/** Writes down how the recovery ended, where lists and operators look. */
export async function finish(recovery: Recovery, end: RecoveryEnd): Promise<RecoveryEnd> {
  const { storeId, recoveryId, cartId } = recovery.input;
  setCurrentDetails(`Ended: **${end.outcome}**. ${reasonCodes[end.reason]}`);
  upsertSearchAttributes([
    { key: searchAttributes.stage, value: 'ended' },
    { key: searchAttributes.outcome, value: end.outcome },
  ]);
  await endRecovery({ storeId, recoveryId, cartId, end, skipped: recovery.skipped });
  return end;
}
