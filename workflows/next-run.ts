import { continueAsNew, patched, workflowInfo } from '@temporalio/workflow';
import type { RecoveryEnd } from '../domain/recovery.ts';
import type { CarriedRecovery, RecoverCart } from './contract.ts';
import type { Recovery } from './recovery.ts';

/**
 * Signals after which a recovery goes on in a new run of its workflow. Temporal refuses signals beyond 10,000 of one run, and
 * its own advice to continue counts events and bytes alone.
 */
const signalsPerRunMax = 1_000;

/** Whether the history is long enough for a new run. Not while a prediction is out: its answer would go to the old run. */
export function needsNextRun({ state, signalsHeard, staysInRun }: Recovery): boolean {
  if (staysInRun || state.prediction.kind === 'pending' || state.end !== null) return false;
  return signalsHeard >= signalsPerRunMax || workflowInfo().continueAsNewSuggested;
}

/** Whether there is something to do before any wait goes on. */
export function isInterrupted(recovery: Recovery): boolean {
  return recovery.change !== null || needsNextRun(recovery);
}

/** Goes on in a new run that knows all that this one knows. Signals that came meanwhile are heard before: the server sees to it. */
export async function goToNextRun(recovery: Recovery): Promise<void> {
  if (!patched('next-run')) {
    // It began before there were further runs.
    recovery.staysInRun = true;
    return;
  }
  const { input, state, flow, cursor, change, readAt, seen, mirrored, skipped } = recovery;
  if (!flow) throw new Error('a recovery goes on once it has begun');
  const carried: CarriedRecovery = { state, flow, cursor, change, readAt, seen, mirrored, skipped };
  const next: RecoverCart = { ...input, carried };
  await continueAsNew<(input: RecoverCart) => Promise<RecoveryEnd>>(next);
}
