import type { RecoveryStage } from '../domain/recovery.ts';
import { recordProgress } from './activities.ts';
import { type Recovery, restOf } from './recovery.ts';

export interface Progress {
  readonly stage: RecoveryStage;
  readonly waitsFor: string | null;
  /** Epoch milliseconds. */
  readonly waitsUntil: number | null;
}

/** Tells PostgreSQL where the recovery stands, for lists, when that or a decision is new. */
export async function mirror(recovery: Recovery, progress: Progress): Promise<void> {
  const skipped = recovery.skipped;
  const told = keyOf(progress);
  if (recovery.mirrored === told && skipped.length === 0) return;
  recovery.mirrored = told;
  recovery.skipped = [];
  const { cursor, input } = recovery;
  const { storeId, recoveryId, cartId } = input;
  await recordProgress({ storeId, recoveryId, cartId, ...progress, cursor, skipped });
}

/** The activity that opens a recovery has told PostgreSQL of the first wait by itself. */
export function firstWaitIsMirrored(recovery: Recovery): void {
  const next = restOf(recovery)?.move;
  if (next?.kind !== 'wait') return;
  recovery.mirrored = keyOf({ stage: 'waiting', waitsFor: next.stepId, waitsUntil: next.untilMs });
}

function keyOf({ stage, waitsFor, waitsUntil }: Progress): string {
  return `${stage}/${waitsFor}/${waitsUntil}`;
}
