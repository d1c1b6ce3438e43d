import { type RecoveryProgress, recordProgress } from '../services/recovery/recoveries/record-progress.ts';
import { inActivity } from './in-activity.ts';
import type { RecoveryDeps } from './recovery-deps.ts';

/** Mirrors where a recovery stands, and what it decided not to send. */
export function createRecordProgress({ log, database }: RecoveryDeps) {
  return (input: RecoveryProgress): Promise<void> => inActivity(log, () => recordProgress(database, input));
}
