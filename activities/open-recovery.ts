import type { RecoverySnapshot } from '../domain/recovery.ts';
import { openRecovery } from '../services/recovery/recoveries/open.ts';
import type { RecoverCart } from '../workflows/contract.ts';
import { inActivity } from './in-activity.ts';
import type { RecoveryDeps } from './recovery-deps.ts';

/** Reads what a recovery decides on, at its beginning. */
export function createOpenRecovery({ log, database }: RecoveryDeps) {
  return (input: RecoverCart): Promise<RecoverySnapshot> => inActivity(log, () => openRecovery(database, input));
}
