import type { RecoverySnapshot } from '../domain/recovery.ts';
import { type RecoveryKey, readContext } from '../services/recovery/recoveries/read-context.ts';
import { inActivity } from './in-activity.ts';
import type { RecoveryDeps } from './recovery-deps.ts';

/** Reads again what a recovery decides on, after something has changed. */
export function createReadContext({ log, database }: RecoveryDeps) {
  return (input: RecoveryKey): Promise<RecoverySnapshot> => inActivity(log, () => readContext(database, input));
}
